// Serves the endpoints of the live test from the database that PGHOST, PGPORT, PGUSER and PGDATABASE name.
//
//   node server.mjs [--port 0] [--serve PATH=SCHEMA,SCHEMA …] [--hide META_FIELD …]
//
// LIVE_TOKEN is the bearer token to ask for. Without --serve, the endpoints are those of contract 1; --hide leaves a
// field out of `_meta`.
//
// Prints {"port":N} when it is ready. GET /__stats tells the requests since POST /__stats/reset.

import { createServer } from "node:http";
import { parseArgs } from "node:util";

import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";

import { connectionString } from "./connection.mjs";
import { preset } from "./preset.mjs";

const SERVED = [
  "/graphql=metaschema_public,services_public,metaschema_modules_public",
  "/migrate/graphql=db_migrate",
];

/** The schemas of each path. */
function endpointsOf(served) {
  return Object.fromEntries(
    served.map((text) => {
      const [path, schemas] = text.split("=");
      return [path, schemas.split(",")];
    }),
  );
}

/** Counts the GraphQL requests, in all and by path. */
class Stats {
  #served;
  #paths = {};

  constructor(served) {
    this.#served = served;
    this.reset();
  }

  reset() {
    this.#paths = Object.fromEntries(this.#served.map((path) => [path, 0]));
  }

  count(path) {
    this.#paths[path] += 1;
  }

  answer() {
    const requests = Object.values(this.#paths).reduce((sum, count) => sum + count, 0);
    return { requests, paths: this.#paths };
  }
}

function send(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(body)}\n`);
}

function router(handlers, stats, token) {
  return (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (request.method === "GET" && pathname === "/__stats") return send(response, 200, stats.answer());
    if (request.method === "POST" && pathname === "/__stats/reset") {
      stats.reset();
      return send(response, 200, stats.answer());
    }
    const handler = handlers[pathname];
    if (!handler) return send(response, 404, { errors: [{ message: `nothing is served at ${pathname}` }] });
    stats.count(pathname);
    if (token && request.headers.authorization !== `Bearer ${token}`) {
      return send(response, 401, { errors: [{ message: "the bearer token is missing or wrong" }] });
    }
    return handler(request, response);
  };
}

async function start(port, endpoints, hidden) {
  const connection = connectionString(process.env);
  const instances = Object.entries(endpoints).map(([graphqlPath, schemas]) => {
    const instance = postgraphile(preset({ connectionString: connection, schemas, graphqlPath, hidden }));
    return [graphqlPath, instance, instance.createServ(grafserv)];
  });
  // The schemas are built before the port is told, so that no request pays for it.
  await Promise.all(instances.map(([, instance]) => instance.getSchema()));

  const handlers = Object.fromEntries(instances.map(([path, , serv]) => [path, serv.createHandler()]));
  const stats = new Stats(Object.keys(endpoints));
  const server = createServer(router(handlers, stats, process.env.LIVE_TOKEN));
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all(instances.map(([, instance]) => instance.release()));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  server.listen(port, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
}

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    serve: { type: "string", multiple: true, default: SERVED },
    hide: { type: "string", multiple: true, default: [] },
  },
});
await start(Number(values.port), endpointsOf(values.serve), values.hide);
