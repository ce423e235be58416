// Serves a preset on a free port, and prints {"port":N} when it is ready.
//
//   node serve.mjs PRESET.mjs

import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";

const { default: preset } = await import(pathToFileURL(resolve(process.argv[2])));
const instance = postgraphile(preset);
// The schema is built before the port is told, so that no request pays for it.
await instance.getSchema();
const server = createServer(instance.createServ(grafserv).createHandler());
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
