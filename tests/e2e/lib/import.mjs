import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { parseCsv } from './csv.mjs';
import { ebbtide } from './ebbtide.mjs';
import { rejectionOf } from './retail.mjs';

const kMap =
  'order=InvoiceNo,sku=StockCode,quantity=Quantity,price=UnitPrice,buyer=CustomerID,' +
  'time=InvoiceDate,title=Description';

async function readCsv(file) {
  return existsSync(file) ? parseCsv(await readFile(file, 'utf8')) : [];
}

/**
 * Imports a file of Online Retail's form: `{ code, figures, rejected, ids }`. `rejected` has the
 * words of `Retail.addFile`. What the import writes begins with the path `out`.
 */
export async function importFile(file, { data, seller, shop, store, out }) {
  const [ids, report] = [`${out}.ids`, `${out}.rejected`];
  const { code, stdout, stderr } = await ebbtide(
    ...['import', file, '--data', data, '--map', kMap, '--channel', 'wdk'],
    ...['--seller', seller, '--shop', shop, '--store', store],
    ...['--ids', ids, '--report', report, '--json'],
  );
  if (stdout === '') throw new Error(`import ${file}: exit code ${code}\n${stderr}`);
  const { report: namedReport, ...figures } = JSON.parse(stdout);
  const rejected = (await readCsv(namedReport)).map(({ line, order, reason }) => ({
    line: Number(line),
    order,
    reason: rejectionOf(reason),
  }));
  return { code, figures, rejected, ids: await readCsv(ids) };
}
