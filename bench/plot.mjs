// What the plots are drawn with: an SVG file that looks the same on light and dark pages.

export const colors = {
  ebbtide: "#0b7285", second: "#f08c00", third: "#5f3dc4", other: "#adb5bd", target: "#c92a2a",
  ink: "#212529", faint: "#868e96", grid: "#e9ecef",
};

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const round = (value) => Math.round(value * 10) / 10;

export class Svg {
  #parts = [];

  constructor(width, height, title, subtitle = "") {
    this.width = width;
    this.height = height;
    this.title = title;
    this.text(16, 26, title, { size: 16, bold: true });
    if (subtitle) this.text(16, 44, subtitle, { color: colors.faint });
  }

  /** With a white edge, so that it can be read on a line, too. */
  text(x, y, text, { size = 12, color = colors.ink, anchor = "start", bold = false } = {}) {
    const weight = bold ? ' font-weight="600"' : "";
    this.#parts.push(
      `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${color}" ` +
        `text-anchor="${anchor}"${weight} stroke="#ffffff" stroke-width="3" ` +
        `paint-order="stroke">${escaped(text)}</text>`,
    );
  }

  rect(x, y, width, height, color) {
    this.#parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ` +
        `rx="2" fill="${color}"/>`,
    );
  }

  line(x1, y1, x2, y2, { color = colors.grid, dashed = false } = {}) {
    const dash = dashed ? ' stroke-dasharray="5 4"' : "";
    this.#parts.push(
      `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ` +
        `stroke="${color}"${dash}/>`,
    );
  }

  curve(points, color, { dots = true } = {}) {
    const path = points.map((point) => point.map(round).join(",")).join(" ");
    this.#parts.push(`<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>`);
    if (!dots) return;
    for (const [x, y] of points) {
      this.#parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="3" fill="${color}"/>`);
    }
  }

  /** Names of curves, side by side. */
  legend(x, y, entries) {
    for (const [name, color] of entries) {
      this.rect(x, y - 9, 12, 10, color);
      this.text(x + 17, y, name);
      x += 40 + name.length * 6.6;
    }
  }

  toString() {
    const { width, height } = this;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif">` +
      `<title>${escaped(this.title)}</title>` +
      `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>\n` +
      `${this.#parts.join("\n")}\n</svg>\n`
    );
  }
}

export const linear = ([from, to], [start, end]) => (value) =>
  start + ((value - from) / (to - from)) * (end - start);

export const logarithmic = ([from, to], range) => {
  const scale = linear([Math.log(from), Math.log(to)], range);
  return (value) => scale(Math.log(Math.max(value, from)));
};

/** About `count` round numbers from 0 to above `max`. */
export function roundTicks(max, count = 4) {
  const rough = max / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough) * power;
  const ticks = [];
  for (let i = 0; (i - 1) * step < max; ++i) ticks.push(i * step);
  return ticks;
}

/** Powers of ten around the values. */
export function powers(min, max) {
  const ticks = [];
  for (let i = Math.floor(Math.log10(min)); 10 ** (i - 1) < max; ++i) ticks.push(10 ** i);
  return ticks;
}

export function short(value) {
  if (value >= 1e6) return `${value / 1e6} M`;
  if (value >= 1e3) return `${value / 1e3} k`;
  return String(Number(value.toPrecision(3)));
}

/** The grid of a plot at `box` (left, top, right, bottom) with a label at each tick. */
export function axes(svg, box, { x, y, xTicks, yTicks, xName = "", yName = "", xLabel = short }) {
  for (const tick of yTicks) {
    svg.line(box.left, y(tick), box.right, y(tick));
    svg.text(box.left - 6, y(tick) + 4, short(tick), { anchor: "end", color: colors.faint });
  }
  for (const tick of xTicks) {
    svg.text(x(tick), box.bottom + 17, xLabel(tick), { anchor: "middle", color: colors.faint });
  }
  svg.text((box.left + box.right) / 2, box.bottom + 34, xName, {
    anchor: "middle", color: colors.faint,
  });
  svg.text(box.left, box.top - 8, yName, { color: colors.faint });
}
