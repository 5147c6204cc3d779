// Run by `medusa exec`. Makes two paid orders through Medusa's own workflows, refunds one of them
// in parts, and copies their rows: thousands of workflows would take minutes, for the same rows.
const { writeFileSync } = require("node:fs");
const flows = require("@medusajs/medusa/core-flows");
const { ContainerRegistrationKeys, Modules } = require("@medusajs/framework/utils");

const refundsOfReadOrder = 3;
const currency = "eur";
const provider = "pp_system_default";

async function makeUser(container) {
  const login = { email: "admin@example.com", password: "benchmark" };
  const auth = container.resolve(Modules.AUTH);
  const users = { users: [{ email: login.email }] };
  const { result } = await flows.createUsersWorkflow(container).run({ input: users });
  const { authIdentity, error } = await auth.register("emailpass", { body: login });
  if (error) throw new Error(error);
  const app_metadata = { user_id: result[0].id };
  await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata });
  return login;
}

async function makeShop(container) {
  const regions = [
    { name: "Europe", currency_code: currency, countries: ["at"], payment_providers: [provider] },
  ];
  const { result } = await flows.createRegionsWorkflow(container).run({ input: { regions } });
  return result[0].id;
}

/** A paid order of one line, its payment captured. */
async function buy(container, region_id) {
  const order = await flows.createOrderWorkflow(container).run({
    input: {
      region_id,
      currency_code: currency,
      email: "a@example.com",
      items: [{ title: "Tea set", quantity: 2, unit_price: 20 }],
    },
  });
  const order_id = order.result.id;
  const amount = order.result.total ?? order.result.summary.current_order_total;
  const collections = await flows.createOrderPaymentCollectionWorkflow(container).run({
    input: { order_id, amount: Number(amount) },
  });
  const payment_collection_id = collections.result[0].id;
  const session = await flows.createPaymentSessionsWorkflow(container).run({
    input: { payment_collection_id, provider_id: provider },
  });
  const payments = container.resolve(Modules.PAYMENT);
  const payment = await payments.authorizePaymentSession(session.result.id, {});
  await flows.capturePaymentWorkflow(container).run({ input: { payment_id: payment.id } });
  return {
    order: order_id,
    collection: payment_collection_id,
    session: session.result.id,
    payment: payment.id,
    amount: Number(amount),
  };
}

async function columnsOf(knex, table) {
  const { rows } = await knex.raw(
    "SELECT column_name FROM information_schema.columns " +
      "WHERE table_name = ? AND table_schema = 'public'",
    [table],
  );
  return rows.map((row) => row.column_name);
}

/** Copies of rows; each column in `fresh` gets the number of the copy behind its value. */
async function copyRows(knex, count, table, owner, value, fresh) {
  // The number that people see is a sequence's.
  const columns = (await columnsOf(knex, table)).filter((name) => name !== "display_id");
  const values = columns.map((name) =>
    fresh.includes(name) ? `t."${name}" || '_' || n.i` : `t."${name}"`,
  );
  const into = columns.map((name) => `"${name}"`);
  await knex.raw(
    `INSERT INTO "${table}" (${into}) SELECT ${values} FROM "${table}" t, ` +
      `generate_series(1, ${count}) n(i) WHERE t."${owner}" = '${value}'`,
  );
}

async function copyOrder(knex, { order, collection, session, payment }, count) {
  const copy = (...words) => copyRows(knex, count, ...words);
  await copy("order", "id", order, ["id"]);
  await copy("order_summary", "order_id", order, ["id", "order_id"]);
  const { rows } = await knex.raw("SELECT item_id FROM order_item WHERE order_id = ?", [order]);
  await copy("order_line_item", "id", rows[0].item_id, ["id"]);
  await copy("order_item", "order_id", order, ["id", "order_id", "item_id"]);
  await copy("order_transaction", "order_id", order, ["id", "order_id", "reference_id"]);
  await copy("order_credit_line", "order_id", order, ["id", "order_id"]);
  await copy("payment_collection", "id", collection, ["id"]);
  const keys = ["id", "order_id", "payment_collection_id"];
  await copy("order_payment_collection", "order_id", order, keys);
  await copy("payment_session", "id", session, ["id", "payment_collection_id"]);
  const parts = ["id", "payment_session_id", "payment_collection_id"];
  await copy("payment", "id", payment, parts);
  await copy("capture", "payment_id", payment, ["id", "payment_id"]);
  await copy("refund", "payment_id", payment, ["id", "payment_id"]);
}

exports.default = async ({ container }) => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const login = await makeUser(container);
  const region = await makeShop(container);
  const unrefunded = await buy(container, region);
  const refunded = await buy(container, region);
  for (let i = 0; i < refundsOfReadOrder; ++i) {
    const input = { payment_id: refunded.payment, amount: 1 };
    await flows.refundPaymentWorkflow(container).run({ input });
  }
  await copyOrder(knex, refunded, Number(process.env.PEER_READ_ORDERS));
  await copyOrder(knex, unrefunded, Number(process.env.PEER_FRESH_ORDERS));
  await knex.raw("ANALYZE");
  writeFileSync(
    `${process.env.PEER_FOLDER}/seeded.json`,
    JSON.stringify({
      login,
      readPayment: refunded.payment,
      freshPayment: unrefunded.payment,
      amount: unrefunded.amount,
    }),
  );
};
