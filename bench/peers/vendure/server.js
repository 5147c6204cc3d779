// Vendure as `./dev bench peers` runs it: `node server.js seed|serve`; copied beside its
// node_modules.
"use strict";
const { DefaultLogger, LogLevel, LanguageCode, PaymentMethodHandler, bootstrap } =
  require("@vendure/core");

const port = Number(process.env.PEER_PORT);

/** Pays and pays back at once: as fast as a payment provider can be, so Vendure's best case. */
const instantPayment = new PaymentMethodHandler({
  code: "instant-payment",
  description: [{ languageCode: LanguageCode.en, value: "Instant payment" }],
  args: {},
  createPayment: (ctx, order, amount) => ({ amount, state: "Settled", transactionId: order.code }),
  settlePayment: () => ({ success: true }),
  createRefund: () => ({ state: "Settled", transactionId: "refund" }),
});

/** As Vendure's installer writes it, but for SQLite's journal: durable commits, and fast ones. */
function database() {
  const synchronize = process.argv[2] === "seed";
  if (process.env.PEER_DATABASE_URL) {
    return {
      type: "postgres",
      synchronize,
      logging: false,
      url: process.env.PEER_DATABASE_URL,
    };
  }
  return {
    type: "better-sqlite3",
    synchronize,
    logging: false,
    database: process.env.PEER_SQLITE_FILE,
    enableWAL: true,
    prepareDatabase: (opened) => opened.pragma("synchronous = FULL"),
  };
}

const config = {
  apiOptions: {
    hostname: "127.0.0.1",
    port,
    adminApiPath: "admin-api",
    shopApiPath: "shop-api",
  },
  authOptions: {
    tokenMethod: ["bearer"],
    superadminCredentials: { identifier: "superadmin", password: "superadmin" },
  },
  dbConnectionOptions: database(),
  paymentOptions: { paymentMethodHandlers: [instantPayment] },
  logger: new DefaultLogger({ level: LogLevel.Warn }),
  plugins: [],
};

async function main() {
  if (process.argv[2] === "serve") return bootstrap(config);
  await require("./seed.js").seed(config, port);
  process.exit(0);
}

main().catch((problem) => {
  process.stderr.write(`${problem.stack}\n`);
  process.exit(1);
});
