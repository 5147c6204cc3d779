// Makes two orders through Vendure's own checkout, one of them with refunds, and copies their rows:
// thousands of checkouts would take minutes, and differ from the copies in nothing that is read.
"use strict";
const { writeFileSync } = require("node:fs");
const { Order, OrderLine, Payment, Refund, bootstrap } = require("@vendure/core");
const { populate } = require("@vendure/core/cli");

const initialData = {
  defaultLanguage: "en",
  defaultZone: "Europe",
  countries: [{ name: "Austria", code: "AT", zone: "Europe" }],
  taxRates: [{ name: "Standard Tax", percentage: 20 }],
  shippingMethods: [{ name: "Post", price: 500 }],
  paymentMethods: [
    { name: "instant-payment", handler: { code: "instant-payment", arguments: [] } },
  ],
  collections: [],
};

const products =
  "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory," +
  "stockOnHand,trackInventory,variantAssets,variantFacets\n" +
  "Tea set,tea-set,A tea set,,,,,TEA,19.99,standard,100,false,,\n";

const refundsOfReadOrder = 3;
const copiedFirst = 1_000_000;

class Api {
  #port;
  #path;
  #token;

  constructor(port, path) {
    this.#port = port;
    this.#path = path;
  }

  async call(query) {
    const answer = await fetch(`http://127.0.0.1:${this.#port}/${this.#path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
      },
      body: JSON.stringify({ query }),
    });
    this.#token ??= answer.headers.get("vendure-auth-token");
    const { data, errors } = await answer.json();
    const problem = errors ?? Object.values(data).find((one) => one?.errorCode);
    if (problem) throw new Error(`${query}: ${JSON.stringify(problem)}`);
    return data;
  }
}

/** A paid order of one line, with its payment. */
async function buy(port) {
  const shop = new Api(port, "shop-api");
  const failed = "... on ErrorResult { errorCode message }";
  const change = (what) => shop.call(`mutation { ${what} { __typename ${failed} } }`);
  await change("addItemToOrder(productVariantId: 1, quantity: 2)");
  await change(
    'setCustomerForOrder(input: { firstName: "A", lastName: "B", emailAddress: "a@example.com" })',
  );
  await change(
    'setOrderShippingAddress(input: { fullName: "A B", streetLine1: "1", city: "Wien", ' +
      'postalCode: "1010", countryCode: "AT" })',
  );
  await change("setOrderShippingMethod(shippingMethodId: [1])");
  await change('transitionOrderToState(state: "ArrangingPayment")');
  const paid = await shop.call(
    'mutation { addPaymentToOrder(input: { method: "instant-payment", metadata: {} }) ' +
      `{ ... on Order { id state payments { id amount } } ${failed} } }`,
  );
  const { id, payments } = paid.addPaymentToOrder;
  return { id: Number(id), payment: Number(payments[0].id), amount: payments[0].amount };
}

/** Inserts `count` copies of rows; `changed` has SQL for columns that differ, with n.i from 1. */
async function copyRows(data, { table, columns, where, changed, count }) {
  const quote = (name) => `"${name}"`;
  const into = columns.filter((name) => changed[name] !== undefined || name !== "id");
  const values = into.map((name) => changed[name] ?? `t.${quote(name)}`);
  await data.query(
    `INSERT INTO ${quote(table)} (${into.map(quote)}) ` +
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) ` +
      `SELECT ${values} FROM ${quote(table)} t, n WHERE ${where} ORDER BY n.i`,
  );
}

/** Copies of an order get the ids `first` + 1 to `first` + `count`, and so do their payments. */
async function copyOrder(data, original, first, count) {
  const id = `${first} + n.i`;
  const copy = (entity, where, changed) => {
    const { tableName: table, columns } = data.getMetadata(entity);
    const names = columns.map((column) => column.databaseName);
    return copyRows(data, { table, columns: names, where, changed, count });
  };
  await copy(Order, `t."id" = ${original.id}`, { id, code: `CAST(${id} AS VARCHAR)` });
  await copy(OrderLine, `t."orderId" = ${original.id}`, { id, orderId: id });
  await copy(Payment, `t."id" = ${original.payment}`, { id, orderId: id });
  await copy(Refund, `t."paymentId" = ${original.payment}`, { paymentId: id });
  await copyRows(data, {
    table: "order_channels_channel",
    columns: ["orderId", "channelId"],
    where: `t."orderId" = ${original.id}`,
    changed: { orderId: id },
    count,
  });
}

async function refundInParts(port, order) {
  const admin = new Api(port, "admin-api");
  await admin.call(
    'mutation { login(username: "superadmin", password: "superadmin") { __typename } }',
  );
  for (let i = 0; i < refundsOfReadOrder; ++i) {
    await admin.call(
      `mutation { refundOrder(input: { paymentId: ${order.payment}, amount: 100, ` +
        'reason: "changed my mind", lines: [], shipping: 0, adjustment: 0 }) ' +
        "{ __typename ... on ErrorResult { errorCode message } } }",
    );
  }
}

exports.seed = async (config, port) => {
  const reads = Number(process.env.PEER_READ_ORDERS);
  const fresh = Number(process.env.PEER_FRESH_ORDERS);
  const productsFile = `${process.env.PEER_FOLDER}/products.csv`;
  writeFileSync(productsFile, products);
  const app = await populate(() => bootstrap(config), initialData, productsFile);
  const data = app.get(require("@vendure/core").TransactionalConnection).rawConnection;

  const unrefunded = await buy(port);
  const refunded = await buy(port);
  await refundInParts(port, refunded);
  await copyOrder(data, refunded, copiedFirst, reads);
  await copyOrder(data, unrefunded, copiedFirst + reads, fresh);
  if (data.options.type === "postgres") await data.query("ANALYZE");
  const outcome = { readFirst: copiedFirst + 1, freshFirst: copiedFirst + reads + 1 };
  writeFileSync(
    `${process.env.PEER_FOLDER}/seeded.json`,
    JSON.stringify({ ...outcome, amount: unrefunded.amount }),
  );
  await app.close();
};
