// Draws every figure[data-chart] from its own table: bars, points, or strength over time.
// Arrow keys and the pointer read the picture out; Enter opens what a point stands for.

import uPlot from "./vendor/uplot-1.6.32/uPlot.esm.js";

const HEIGHT = 190;

const read = (figure) => {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows].map((row, index) => {
    const head = row.cells[0];
    const note = head.querySelector(".small")?.textContent ?? "";
    const link = head.querySelector("a");
    const label = (link ?? head.firstChild).textContent.trim();
    const values = [...row.querySelectorAll("[data-y]")].map((cell) =>
      cell.dataset.y === "" ? null : Number(cell.dataset.y));
    return { x: Number(row.dataset.x ?? index), label, note, href: link?.href, values,
      shown: [...row.querySelectorAll("[data-y]")].map((cell) => cell.textContent) };
  });
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  return { kind: figure.dataset.chart, rows, heads };
};

const colors = () => {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { ink: of("--ink"), soft: of("--soft"), line: of("--line"), accent: of("--accent"),
    paper: of("--paper"), font: `13px ${getComputedStyle(document.body).fontFamily}` };
};

// Told apart without color: filled bars or points, and rings or a dashed line.
const series = (kind, index, color) => {
  const dashed = { stroke: color.ink, width: 1.5, dash: [6, 4], points: { show: false } };
  const none = () => null;
  if (kind === "bars")
    return index ? dashed : { stroke: color.accent, fill: color.accent, points: { show: false },
      paths: uPlot.paths.bars({ size: [0.65, 44], align: 0 }) };
  if (kind === "strength" && index === 0)
    return { stroke: color.accent, width: 2.5, points: { show: true, size: 6, fill: color.accent } };
  const ring = { show: true, size: 10, width: 2, stroke: color.ink, fill: color.paper };
  const filled = { show: true, size: 10, stroke: color.accent, fill: color.accent };
  const hollow = kind === "strength" ? { ...ring, size: 8 } : index ? filled : ring;
  return { stroke: color.ink, paths: none, points: hollow };
};

const range = (figure, rows) => {
  const values = rows.flatMap((row) => row.values).filter((value) => value !== null);
  const low = Number(figure.dataset.low ?? Math.min(...values));
  const high = Number(figure.dataset.high ?? Math.max(4, ...values));
  const room = figure.dataset.names ? 0.25 : 0;
  return [low - room, high + room];
};

const day = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });

// The first day and some after it, each day once and none too near the next.
const dates = (data) => {
  const [low, high] = span(data);
  const chosen = [];
  for (const { x } of data.rows)
    if (!chosen.length || x - chosen[chosen.length - 1] > (high - low) / 4) chosen.push(x);
  return chosen.filter((x, n) => !n || day.format(x * 1000) !== day.format(chosen[n - 1] * 1000));
};

const axes = (figure, data, color) => {
  const names = figure.dataset.names?.split(",");
  const common = { stroke: color.soft, font: color.font,
    grid: { stroke: color.line, width: 1 }, ticks: { stroke: color.line, width: 1 } };
  const timed = data.kind === "strength";
  const label = (at) => (Number.isInteger(at) ? data.rows[at]?.label ?? "" : "");
  const across = timed
    ? { ...common, grid: { show: false }, splits: () => dates(data), values: (_, at) => at.map((s) => day.format(s * 1000)) }
    : { ...common, grid: { show: false }, space: 64, incrs: [1, 2, 3, 4, 5, 7, 10, 14],
        values: (_, at) => at.map((place) => label(place).slice(0, 12)) };
  const up = names
    ? { ...common, size: 72, splits: () => names.map((_, n) => n + 1), values: () => names }
    : { ...common, size: 44, incrs: data.rows.some((r) => r.values.some((v) => v % 1)) ? undefined : [1, 2, 5, 10, 20, 50, 100, 200, 500] };
  return [across, up];
};

const span = (data) => {
  const xs = data.rows.map((row) => row.x);
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const room = data.kind === "strength" ? Math.max(86400, (last - first) * 0.05) : 0.6;
  return [first - room, last + room];
};

const draw = (figure, plot, data, say) => {
  const color = colors();
  const columns = data.heads.map((_, index) => data.rows.map((row) => row.values[index]));
  return new uPlot({
    width: plot.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false, range: () => span(data) }, y: { range: () => range(figure, data.rows) } },
    axes: axes(figure, data, color),
    series: [{}, ...columns.map((_, index) => series(data.kind, index, color))],
    hooks: { setCursor: [(chart) => say(chart.cursor.idx)] },
  }, [data.rows.map((row) => row.x), ...columns], plot);
};

const describe = (data, index) => {
  const row = data.rows[index];
  const values = row.shown.map((value, n) => `${data.heads[n].toLowerCase()} ${value}`);
  return `${row.label}: ${values.join(", ")}${row.note ? ` (${row.note})` : ""}`;
};

const begin = (figure) => {
  const data = read(figure);
  if (!data.rows.length) return;
  const plot = figure.querySelector("[data-plot]");
  const readout = Object.assign(document.createElement("p"), { className: "small readout" });
  const hint = "Arrow keys read it out" + (data.rows.some((row) => row.href) ? ", Enter opens." : ".");
  readout.textContent = hint;
  plot.after(readout);
  figure.querySelector("[data-legend]")?.removeAttribute("hidden");
  plot.setAttribute("role", "slider");
  plot.setAttribute("tabindex", "0");
  plot.setAttribute("aria-labelledby", figure.getAttribute("aria-labelledby"));
  plot.setAttribute("aria-valuemin", 1);
  plot.setAttribute("aria-valuemax", data.rows.length);
  let at = data.rows.length - 1;
  const put = (index) => {
    at = index;
    plot.setAttribute("aria-valuenow", index + 1);
    plot.setAttribute("aria-valuetext", describe(data, index));
  };
  const say = (index) => {
    if (index === null || index === undefined) return;
    put(index);
    readout.textContent = describe(data, index);
  };
  put(at);

  let chart = draw(figure, plot, data, say);
  const again = () => {
    chart.destroy();
    chart = draw(figure, plot, data, say);
  };
  const point = (index) => {
    say(index);
    chart.setCursor({ left: chart.valToPos(data.rows[index].x, "x"), top: HEIGHT / 2 }, false);
  };
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };
  plot.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && data.rows[at].href) location.assign(data.rows[at].href);
    if (!(event.key in steps)) return;
    event.preventDefault();
    point(Math.min(data.rows.length - 1, Math.max(0, at + steps[event.key])));
  });
  plot.addEventListener("focus", () => point(at));
  plot.addEventListener("click", () => data.rows[at].href && location.assign(data.rows[at].href));
  new ResizeObserver(() => chart.setSize({ width: plot.clientWidth, height: HEIGHT })).observe(plot);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
};

document.querySelectorAll("figure[data-chart]").forEach(begin);
