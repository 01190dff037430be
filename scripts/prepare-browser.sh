#!/bin/sh
# Chromium, its shell without windows (much the cheaper one) and a Chinese font for the browser tests: through apt where that is possible; otherwise one clear line.
command -v chromium >/dev/null 2>&1 && command -v chromium-headless-shell >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qi 'noto.*cjk\|wqy\|source han' && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "正在安装浏览器测试所需的 Chromium 和中文字体……"
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-noto-cjk &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium-headless-shell) >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 || echo "没有 Chromium，浏览器测试将跳过，其余照常运行。（No Chromium: browser tests are skipped, the rest runs.）"
exit 0
