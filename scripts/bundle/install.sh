#!/bin/sh
# 枫桥 @VERSION@ 离线安装。不连网；root 或普通用户都可以运行；再运行一次就是修复或升级，数据不动。
# 用法：sh install.sh [--prefix 程序目录] [--bin 命令目录] [--python python3.11的路径]
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
version=@VERSION@
say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

if [ "$(id -u)" = 0 ]; then
    prefix=/opt/fengqiao bin=/usr/local/bin home=/srv/fengqiao
else
    prefix=$HOME/.local/lib/fengqiao bin=$HOME/.local/bin home=$HOME/.local/share/fengqiao
fi
python=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=${2:?--prefix 后面要写目录}; shift 2 ;;
        --bin) bin=${2:?--bin 后面要写目录}; shift 2 ;;
        --python) python=${2:?--python 后面要写路径}; shift 2 ;;
        -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
        *) stop "不认识的参数：$1。用法见 sh install.sh --help" ;;
    esac
done
case $prefix in /*) ;; *) prefix=$(pwd)/$prefix ;; esac
case $bin in /*) ;; *) bin=$(pwd)/$bin ;; esac

[ "$(uname -s)" = Linux ] || stop "本安装包用于 Linux，这台机器是 $(uname -s)。"
case $(uname -m) in x86_64 | aarch64) ;; *) stop "本安装包支持 x86_64 和 aarch64，这台机器是 $(uname -m)。" ;; esac

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }
if [ -n "$python" ]; then
    fits "$python" || stop "$python 不能用：需要带 venv 模块的 Python 3.11、3.12 或 3.13。"
else
    for each in python3.13 python3.12 python3.11 python3; do
        if fits "$each"; then python=$each; break; fi
    done
    [ -n "$python" ] || stop "没有找到带 venv 模块的 Python 3.11、3.12 或 3.13。openEuler 24.03、Debian 12 自带 3.11（Debian 须装 python3-venv）；装在别处的，用 --python 写明路径。"
fi

say "一、核对安装包是否完整……"
(cd "$here" && sha256sum --quiet -c SHA256SUMS) || stop "有文件与清单不符，可能在拷贝时损坏或被改动。请重新拷贝后再安装；现有程序没有改动。"

say "二、安装程序到 $prefix/$version（$("$python" --version)）……"
mkdir -p "$prefix" "$bin" || stop "不能建立目录。请换一个可写的目录：--prefix、--bin。"
rm -rf "$prefix/$version"
"$python" -m venv "$prefix/$version" || stop "不能建立 Python 环境。Debian、Ubuntu 请先装 python3-venv。"
PIP_CONFIG_FILE=/dev/null "$prefix/$version/bin/python" -m pip --isolated install --quiet --disable-pip-version-check \
    --no-index --no-cache-dir --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.txt" \
    || stop "安装没有完成，原因见上面几行。现有版本（如有）仍可使用。"

say "三、放好命令 $bin/fengqiao……"
ln -sfn "$version" "$prefix/current"
cat >"$bin/fengqiao.new" <<END
#!/bin/sh
: "\${FENGQIAO_HOME:=$home}"
export FENGQIAO_HOME
exec "$prefix/current/bin/fengqiao" "\$@"
END
chmod 755 "$bin/fengqiao.new"
mv -f "$bin/fengqiao.new" "$bin/fengqiao"

say "四、检查这台机器……"
"$bin/fengqiao" check || say "上面标“不行”的，处理好再启动。"
say ""
say "已装好枫桥 $version。数据放在 $home（可用环境变量 FENGQIAO_HOME 另定）。"
case :$PATH: in *:"$bin":*) ;; *) say "命令所在的 $bin 不在 PATH 里，请用完整路径，或把它加入 PATH。" ;; esac
say "启动：fengqiao up      先看演示：fengqiao demo"
