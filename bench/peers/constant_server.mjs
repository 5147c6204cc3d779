// node constant_server.mjs PORT FILE CONTENT_TYPE: answers every request with the file.
import { readFileSync } from "node:fs";
import http from "node:http";

const [port, file, contentType] = process.argv.slice(2);
const body = readFileSync(file);
const headers = { "Content-Type": contentType, "Content-Length": body.length };

const server = http.createServer((request, response) => {
  request.resume().once("end", () => response.writeHead(200, headers).end(body));
});
server.listen(Number(port), "127.0.0.1");
