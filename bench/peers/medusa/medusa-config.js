// Medusa as `./dev bench peers` runs it; copied beside its node_modules.
const { defineConfig } = require("@medusajs/framework/utils");

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.PEER_DATABASE_URL,
    databaseLogging: false,
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
      jwtSecret: "benchmark",
      cookieSecret: "benchmark",
    },
  },
  admin: { disable: true },
});
