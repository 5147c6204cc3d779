// The race: k callers ask for the whole money of one order at the same moment. One of them may get
// it; everyone else must be told no.
import http from "node:http";

export const rivals = [2, 10, 50];

const answerLimitMs = 60_000;
/** After this no further order is raced for. */
const raceLimitMs = 60_000;

/** What came back; a broken connection or none in time is an answer of status 0. */
function send(agent, port, { method = "POST", path, headers, body }) {
  return new Promise((resolve) => {
    const length = { "content-length": Buffer.byteLength(body ?? "") };
    const options = { agent, host: "127.0.0.1", port, path, method };
    const request = http.request({ ...options, headers: { ...headers, ...length } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => (text += part));
      answer.once("end", () => resolve({ status: answer.statusCode, text }));
      answer.once("error", (problem) => resolve({ status: 0, text: problem.message }));
    });
    request.setTimeout(answerLimitMs, () => request.destroy(new Error("no answer in time")));
    request.once("error", (problem) => resolve({ status: 0, text: problem.message }));
    request.end(body);
  });
}

export class Caller {
  #agent = new http.Agent({ keepAlive: true, maxSockets: Math.max(...rivals) });
  #port;

  constructor(port) {
    this.#port = port;
  }

  send(request) {
    return send(this.#agent, this.#port, request);
  }

  close() {
    this.#agent.destroy();
  }
}

/**
 * A peer's `race` gives a fresh `order()`, the `refund(order, i)` of the i-th rival, the reading of
 * an answer by `accepts` (true, false, or undefined where it is neither), and `refunded(order)`,
 * the money that the peer has refunded by its own books; `price` is what an order cost.
 */
export async function runRaces(port, race, ordersEach) {
  const results = [];
  for (const k of rivals) results.push(await runRace(port, race, k, ordersEach));
  return results;
}

async function runRace(port, race, k, ordersEach) {
  const total = { k, orders: 0, requests: 0 };
  Object.assign(total, { accepted: 0, refused: 0, wrong: 0, stored: 0 });
  let excess = 0;
  const begin = Date.now();
  while (total.orders < ordersEach && Date.now() - begin < raceLimitMs) {
    const order = race.order();
    // All connections are open before it begins; new ones, because servers close those that idle.
    const caller = new Caller(port);
    await Promise.all(Array.from({ length: k }, () => caller.send(race.harmless)));
    const requests = Array.from({ length: k }, (_, i) => race.refund(order, i));
    const answers = await Promise.all(requests.map((one) => caller.send(one)));
    const outcomes = answers.map((answer) => race.accepts(answer));
    const accepted = outcomes.filter((outcome) => outcome === true).length;
    const refused = outcomes.filter((outcome) => outcome === false).length;
    const firstWith = (outcome) => {
      const found = answers[outcomes.indexOf(outcome)];
      return found && `${found.status} ${found.text}`.slice(0, 300);
    };
    total.refusal ??= firstWith(false);
    total.example ??= firstWith(undefined);
    const money = await race.refunded(order, caller);
    caller.close();
    total.orders += 1;
    total.requests += k;
    total.accepted += accepted;
    total.refused += refused;
    total.stored += money / race.price;
    // Right is one yes, and no to all others; a no to money that has left is wrong as well.
    const hidden = Math.max(0, Math.round(money / race.price) - accepted);
    total.wrong += Math.abs(accepted - 1) + (k - accepted - refused) + hidden;
    excess += Math.max(0, money - race.price);
  }
  return { ...total, excess: excess / race.price, excessMoney: excess, price: race.price };
}
