const VARIABLES = { host: "PGHOST", port: "PGPORT", user: "PGUSER", database: "PGDATABASE" };

/** The connection that the environment names; nothing is guessed. */
export function connection(env) {
  const missing = Object.values(VARIABLES).filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`set ${missing.join(", ")}`);
  const { PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD } = env;
  return { host: PGHOST, port: Number(PGPORT), user: PGUSER, database: PGDATABASE, password: PGPASSWORD ?? "" };
}

/** The same connection as a URL. */
export function connectionString(env) {
  const { host, port, user, database, password } = connection(env);
  const login = [user, password].filter(Boolean).map(encodeURIComponent).join(":");
  return `postgres://${login}@${host}:${port}/${encodeURIComponent(database)}`;
}
