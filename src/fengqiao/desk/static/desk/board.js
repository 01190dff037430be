/* Draws what the tables of the dashboard say. A line is full for this period and broken for last year's, a bar full and hollow:
   no drawing is told by colour alone. The page works without this. */
(() => {
  "use strict";
  const PAPER = { months: [470, 140], offices: [345, 165], kinds: [345, 165] }; // of a sheet of A4
  let drawn = [];
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function look(box, size = parseFloat(getComputedStyle(box).fontSize) || 14) {
    return { size, ink: token("--ink"), muted: token("--muted"), line: token("--line"), primary: token("--primary"), surface: token("--surface"), font: token("--sans") };
  }

  const grid = { left: 4, right: 12, top: 8, bottom: 4, containLabel: true };
  const words = (of, more) => ({ color: of.muted, fontSize: of.size, fontFamily: of.font, ...more });

  function lines(data, of) {
    return {
      grid: { ...grid, left: 24, right: 24 },
      xAxis: { type: "category", data: data.labels, boundaryGap: false, axisLine: { lineStyle: { color: of.muted } }, axisLabel: words(of, { hideOverlap: true }) },
      yAxis: { type: "value", axisLabel: words(of), splitLine: { lineStyle: { color: of.line } }, minInterval: data.unit === "%" ? 0 : 1 },
      series: [
        { name: "去年同期", type: "line", data: data.before, symbol: "none", lineStyle: { color: of.muted, width: 1.5, type: [5, 4] } },
        { name: "本期", type: "line", data: data.now, symbol: "circle", symbolSize: 5, lineStyle: { color: of.primary, width: 2.5 }, itemStyle: { color: of.primary } },
      ],
    };
  }

  function bars(data, of) {
    const label = { show: true, position: "right", color: of.ink, fontSize: of.size, fontFamily: of.font };
    const dense = data.labels.length > 14;
    return {
      grid: { ...grid, right: 40 },
      xAxis: { type: "value", axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { type: "category", inverse: true, data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: of.muted } }, axisLabel: words(of, { interval: 0, color: of.ink }) },
      series: [
        { name: "本期", type: "bar", data: data.now, itemStyle: { color: of.primary }, label, barCategoryGap: dense ? "15%" : "25%", barGap: "0%", barMaxWidth: 16 },
        { name: "去年同期", type: "bar", data: data.before, itemStyle: { color: of.surface, borderColor: of.muted, borderWidth: 1 }, barMaxWidth: 16 },
      ],
    };
  }

  function draw() {
    drawn.forEach((chart) => chart.dispose());
    drawn = [];
    document.querySelectorAll(".board-paper").forEach((picture) => picture.remove());
    const told = document.getElementById("board-data");
    if (!told || !window.echarts) return;
    for (const data of JSON.parse(told.textContent)) {
      const box = document.querySelector(`[data-draw="${data.key}"]`);
      if (!box) continue;
      if (data.kind === "bars" && !document.body.classList.contains("wall")) {
        for (const name of [...box.classList]) if (name.startsWith("board-rows-")) box.classList.remove(name);
        box.classList.add(`board-rows-${Math.min(30, Math.ceil(data.labels.length / 5) * 5)}`);
      }
      const chart = window.echarts.init(box, null, { devicePixelRatio: Math.max(2, window.devicePixelRatio) });
      chart.setOption(asChart(data, look(box)));
      drawn.push(chart);
      box.after(onPaper(data, box));
    }
  }

  const asChart = (data, of) => ({ animation: false, textStyle: { fontFamily: of.font }, ...(data.kind === "line" ? lines : bars)(data, of) });

  /* Paper is narrower than the screen: the same drawing as a picture of its own, which the sheet for paper shows instead. */
  function onPaper(data, box) {
    const [width, least] = PAPER[data.key], picture = new Image();
    const height = data.kind === "line" ? least : Math.min(215, Math.max(least, data.labels.length * 9));
    const chart = window.echarts.init(document.createElement("div"), null, { width, height, devicePixelRatio: 3 });
    chart.setOption(asChart(data, look(box, data.kind === "line" ? 10 : Math.min(10, (height / data.labels.length) * 0.9))));
    Object.assign(picture, { src: chart.getDataURL({ pixelRatio: 3 }), alt: "", className: "board-paper" });
    chart.dispose();
    return picture;
  }

  const fit = () => drawn.forEach((chart) => chart.resize());
  let waiting = 0;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(fit, 150); });
  document.addEventListener("DOMContentLoaded", draw);
  document.addEventListener("htmx:afterSettle", draw);
})();
