const kCell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/y;

/** The rows of CSV text as `{ line, cells }`; `line` is where the row begins, from 1. */
function parseRows(text) {
  const rows = [];
  let line = 1;
  let row = { line, cells: [] };
  for (kCell.lastIndex = 0; kCell.lastIndex < text.length; ) {
    const found = kCell.exec(text);
    if (!found) throw new Error(`line ${line} is not CSV`);
    const [all, quoted, plain, end] = found;
    row.cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += all.split('\n').length - 1;
    if (end === ',') continue;
    rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}

/** The rows below the header as objects with the header's names, and `csvLine`. */
export function parseCsv(text) {
  const [header, ...rows] = parseRows(text);
  return rows.map(({ line, cells }) => {
    if (cells.length !== header.cells.length) throw new Error(`line ${line} has other cells`);
    return {
      csvLine: line,
      ...Object.fromEntries(header.cells.map((name, i) => [name, cells[i]])),
    };
  });
}

function toCell(value) {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function toCsv(rows) {
  return rows.map((cells) => `${cells.map((cell) => toCell(String(cell))).join(',')}\n`).join('');
}
