// The reads that are measured: how to ask for them, and what a right answer to each has in it.
import http from "node:http";

import { post } from "./load.mjs";

const idsTogether = 20;
const rowsOfOrder = 3;

const batchSeparator = "-S-";
export const batchHeaders = {
  "top-api-separator": batchSeparator,
  "Content-Type": "text/plain;charset=UTF-8",
};

const parametersOf = (form) => new URLSearchParams(form);
const askedOrder = (form) => Number(parametersOf(form).get("query_param").match(/\d+/)[0]);

function statusRows(text) {
  const answer = JSON.parse(text).refund_status_get_response;
  return answer?.result_package.result_list?.query_refund_status_response ?? [];
}

function isOrder(form, text) {
  const rows = statusRows(text);
  return rows.length === rowsOfOrder && rows.every((row) => row.tid === askedOrder(form));
}

function isLine(form, text) {
  const rows = statusRows(text);
  return rows.length === 1 && rows[0].oid === askedOrder(form);
}

function isLineInXml(form, text) {
  const lines = [...text.matchAll(/<oid>(\d+)<\/oid>/g)].map((found) => Number(found[1]));
  return lines.length === 1 && lines[0] === askedOrder(form);
}

function isWdk(form, text) {
  const asked = new Set(parametersOf(form).get("refund_ids").split(",").map(Number));
  const { result } = JSON.parse(text).alibaba_wdk_order_refund_get_response ?? {};
  const rows = result?.orders?.order_sync_refund_dto ?? [];
  return rows.length === idsTogether && rows.every((row) => asked.delete(row.refund_order_id));
}

function isEpp(form, text) {
  const asked = parametersOf(form).get("refund_order_detail_request").match(/ER(\d+)/)[1];
  return JSON.parse(text).epp_refund_get_response?.result.data?.refund_order_id === asked;
}

function isBatch(line, text) {
  const asked = decodeURIComponent(line.split(" ")[2]).matchAll(/"biz_order_id":(\d+)/g);
  const answers = text.split(batchSeparator);
  const wanted = [...asked].map((found) => Number(found[1]));
  const isWanted = (one, i) => statusRows(one)[0]?.oid === wanted[i];
  return answers.length === idsTogether && answers.every(isWanted);
}

const method = "taobao.refund.status.get";

/** `kind` is what `prepare` calls them; `marker` stands in every right answer and in no other. */
export const reads = [
  {
    name: "line",
    title: `\`${method}\`, one row, JSON`,
    kind: "line", calls: 10_000, marker: '"refund_id":', isRight: isLine,
  },
  {
    name: "lineXml",
    title: `\`${method}\`, one row, XML`,
    kind: "line", format: "xml", calls: 10_000, marker: "<refund_id>", isRight: isLineInXml,
  },
  {
    name: "order",
    title: `\`${method}\`, order of three lines, JSON`,
    kind: "order", calls: 10_000, marker: '"refund_id":', isRight: isOrder,
  },
  {
    name: "wdk",
    title: "`alibaba.wdk.order.refund.get`, 20 ids, JSON",
    kind: "wdk", calls: 2_000, marker: '"refund_order_id":', isRight: isWdk,
    caller: "writer",
  },
  {
    name: "epp",
    title: "`taobao.epp.refund.get`, JSON",
    kind: "epp", calls: 10_000, marker: '"refund_order_id":', isRight: isEpp,
    caller: "distributor",
  },
];

export const batchOfReads = {
  name: "batch",
  title: "batch of 20",
  kind: "batch", calls: 2_000, marker: '"refund_id":', isRight: isBatch, headers: batchHeaders,
};

export const readNamed = (name) => reads.find((read) => read.name === name);

/** Makes every call once and looks at its answer. They are all equally long; gives one of them. */
export async function checkEveryAnswer(port, lines, { isRight, headers } = readNamed("order")) {
  const agent = new http.Agent({ keepAlive: true });
  const waiting = [...lines];
  let sample;
  const worker = async () => {
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      const answer = await post(agent, port, line, headers);
      const isGood = answer.status === 200 && isRight(line, answer.text);
      if (!isGood) throw new Error(`wrong answer to ${line}: ${answer.text.slice(0, 1000)}`);
      sample ??= answer;
      if (answer.bytes !== sample.bytes) throw new Error("answers differ in length");
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  agent.destroy();
  return sample;
}
