//! Connections: what the address does not say, what the server refuses, and TLS.

use typeferry::connection::{Connection, ConnectionError, Environment};
use typeferry::source::SourceError;

use crate::support::{Database, source};

fn environment<const N: usize>(variables: [(&str, &str); N]) -> Environment {
    Environment { variables: variables.into(), ..Environment::default() }
}

#[test]
fn variables_say_what_the_address_does_not() {
    let Some(database) = Database::with("") else { return };
    let port = database.cluster.port().to_string();
    let variables = [("PGHOST", "127.0.0.1"), ("PGPORT", &port), ("PGUSER", "postgres"), ("PGDATABASE", "nowhere")];
    let variables =
        [variables[0], variables[1], variables[2], variables[3], ("PGAPPNAME", "me"), ("PGOPTIONS", "-c geqo=off")];
    let address = format!("dbname={}", database.name);
    let connection = Connection::new(&address.into(), &environment(variables)).unwrap();
    assert_eq!(connection.address(), format!("postgres://postgres@127.0.0.1:{port}/{}", database.name));
    let mut client = connection.open().unwrap();
    let row = client
        .query_one("SELECT current_database()::text, current_setting('application_name'), current_setting('geqo')", &[])
        .unwrap();
    assert_eq!([0, 1, 2].map(|at| row.get::<_, &str>(at)), [database.name.as_str(), "me", "off"]);
}

#[test]
fn a_socket_of_the_machine_is_a_host_too() {
    let Some(database) = Database::with("") else { return };
    let row = database.client().query_one("SHOW unix_socket_directories", &[]).unwrap();
    let folder = row.get::<_, String>(0).replace('/', "%2F");
    let address = format!(
        "postgres://postgres@{folder}:{}/{}?sslmode=verify-ca&sslrootcert=x",
        database.cluster.port(),
        database.name
    );
    // The file is wanted even where TLS is not.
    assert!(matches!(Connection::new(&address.as_str().into(), &environment([])), Err(ConnectionError::File { .. })));
    let address = address.split('?').next().unwrap();
    Connection::new(&address.into(), &environment([("PGSSLMODE", "require")])).unwrap().open().unwrap();
}

#[test]
fn what_the_server_refuses_is_said_without_the_password() {
    let Some(database) = Database::with("") else { return };
    let role = format!("secretive_{}", database.name);
    database.run(&format!("CREATE ROLE {role} LOGIN PASSWORD 'right'"));
    demand_passwords(&database, &role);
    let port = database.cluster.port();
    let url = |password: &str, name: &str| format!("postgres://{role}:{password}@127.0.0.1:{port}/{name}");
    let refused = |url: &str| {
        let error = source(url, "").err().unwrap();
        assert!(matches!(error, SourceError::Connection(ConnectionError::Refused { .. })), "{error}");
        assert!(!error.to_string().contains("wr0ng"), "{error}");
        error.to_string()
    };
    source(&url("right", &database.name), "").unwrap();
    let message = refused(&url("wr0ng", &database.name));
    assert!(message.contains("refused the connection: password authentication failed"), "{message}");
    assert!(refused(&url("right", "nowhere")).contains("database \"nowhere\" does not exist"));
    let message = refused(&database.url().replace("postgres@", &format!("{role}@")));
    assert!(message.contains("password missing"), "{message}");
}

#[test]
fn the_password_file_is_read_where_nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let Some(database) = Database::with("") else { return };
    let role = format!("filed_{}", database.name);
    database.run(&format!("CREATE ROLE {role} LOGIN PASSWORD 'r:ght'"));
    demand_passwords(&database, &role);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".pgpass");
    std::fs::write(&file, format!("127.0.0.1:*:{}:{role}:r\\:ght\n", database.name)).unwrap();
    let open = |mode: u32| {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let environment = Environment { home: Some(folder.path().to_owned()), ..Environment::default() };
        let url = database.url().replace("postgres@", &format!("{role}@"));
        Connection::new(&url.into(), &environment).unwrap().open().map(drop).map_err(|error| error.to_string())
    };
    open(0o600).unwrap();
    let message = open(0o644).unwrap_err();
    assert!(message.contains(".pgpass was not read, because others may: give it the mode 0600"), "{message}");
}

#[test]
fn an_address_nobody_listens_at_cannot_be_reached() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = source(&format!("postgres://u:secret@127.0.0.1:{port}/d"), "").err().unwrap();
    let message = error.to_string();
    assert!(message.starts_with(&format!("postgres://u@127.0.0.1:{port}/d cannot be reached: ")), "{message}");
    assert!(matches!(error, SourceError::Connection(ConnectionError::Unreachable { .. })), "{error}");
}

#[test]
fn an_environment_that_asks_for_more_is_refused_by_name() {
    let refused = |address: &str, variable: (&str, &str)| {
        let error = Connection::new(&address.into(), &environment([variable])).unwrap_err();
        assert!(!matches!(error, ConnectionError::Refused { .. } | ConnectionError::Unreachable { .. }), "{error}");
        error.to_string()
    };
    assert!(refused("", ("PGSERVICE", "mine")).starts_with("PGSERVICE is set, and typeferry does not support it"));
    assert!(refused("", ("PGSSLMODE", "sure")).contains("`sslmode` of the database's address cannot be `sure`"));
    assert!(refused("port=70000", ("X", "")).contains("a number from 1 to 65535"));
    assert!(refused("sslrootcert=system", ("X", "")).contains("it needs sslmode=verify-full"));
    assert!(refused("sslmode=verify-full", ("X", "")).contains("it needs sslrootcert"));
    assert!(refused("channel_binding=require", ("X", "")).contains("binding is not supported"));
}

/// This role is asked for its password, before the rule that trusts everybody.
fn demand_passwords(database: &Database, role: &str) {
    let mut client = database.client();
    let file: String = client.query_one("SHOW hba_file", &[]).unwrap().get(0);
    let rules = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("host all {role} all scram-sha-256\n{rules}")).unwrap();
    client.batch_execute("SELECT pg_reload_conf()").unwrap();
    // The postmaster reads the file when it gets to it.
    let seen = "SELECT count(*) FROM pg_hba_file_rules WHERE user_name[1] = $1";
    assert_eq!(client.query_one(seen, &[&role]).unwrap().get::<_, i64>(0), 1);
    let started = std::time::Instant::now();
    let asked = || {
        let url = database.url().replace("postgres@", &format!("{role}@"));
        Connection::new(&url.into(), &Environment::default()).unwrap().open().is_err()
    };
    while !asked() {
        assert!(started.elapsed().as_secs() < 20, "the server does not read its rules");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

mod tls {
    //! Every `sslmode`, against a server with a certificate.

    use std::path::Path;
    use std::process::Command;

    use typeferry_cluster::Need;

    use super::*;

    /// A root, a certificate that it signed for `localhost`, and another root; `None` where there is no `openssl`.
    fn certificates(folder: &Path) -> Option<()> {
        let openssl = |arguments: &str| {
            let Ok(done) = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output() else {
                Need::new("there is no openssl here", "apt-get install openssl").skip_part("with TLS").unwrap();
                return None;
            };
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            Some(())
        };
        for root in ["root", "other"] {
            openssl(&format!(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {root}.key -out {root}.crt -days 2 -subj /CN={root}"
            ))?;
        }
        openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout server.key -out server.csr -subj /CN=localhost",
        )?;
        std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
        openssl(
            "x509 -req -in server.csr -CA root.crt -CAkey root.key -CAcreateserial -out server.crt -days 2 -extfile names",
        )
    }

    /// Gives the server the certificate; whoever connects from now on may have TLS.
    fn serve(database: &Database, folder: &Path) {
        let mut client = database.client();
        let data: String = client.query_one("SHOW data_directory", &[]).unwrap().get(0);
        for file in ["server.crt", "server.key"] {
            let text = std::fs::read_to_string(folder.join(file)).unwrap();
            // The server writes it: the file must be its own.
            let sql = format!("COPY (SELECT unnest(string_to_array($$%$$, E'\\n'))) TO '{data}/{file}'");
            client.batch_execute(&sql.replace('%', text.trim_end())).unwrap();
        }
        std::fs::set_permissions(
            Path::new(&data).join("server.key"),
            std::os::unix::fs::PermissionsExt::from_mode(0o600),
        )
        .unwrap();
        for setting in ["ssl_cert_file = 'server.crt'", "ssl_key_file = 'server.key'", "ssl = on"] {
            client.batch_execute(&format!("ALTER SYSTEM SET {setting}")).unwrap();
        }
        client.batch_execute("SELECT pg_reload_conf()").unwrap();
        let started = std::time::Instant::now();
        while opened(database, "127.0.0.1", "sslmode=require").is_err() {
            assert!(started.elapsed().as_secs() < 20, "the server does not serve TLS");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// Whether the connection that was made is over TLS.
    fn opened(database: &Database, host: &str, parameters: &str) -> Result<bool, String> {
        let (port, name) = (database.cluster.port(), &database.name);
        let address = format!("postgres://postgres@{host}:{port}/{name}?{parameters}");
        let connection = Connection::new(&address.into(), &environment([])).map_err(|error| error.to_string())?;
        let mut client = connection.open().map_err(|error| error.to_string())?;
        let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        Ok(client.query_one(sql, &[]).unwrap().get(0))
    }

    #[test]
    fn each_mode_verifies_as_much_as_libpqs_does() {
        let Some(database) = Database::alone() else { return };
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(opened(&database, "localhost", "sslmode=prefer"), Ok(false));
        assert!(opened(&database, "localhost", "sslmode=require").unwrap_err().contains("does not support TLS"));
        let Some(()) = certificates(folder.path()) else { return };
        serve(&database, folder.path());
        let with = |host: &str, mode: &str, root: &str| {
            let root = if root.is_empty() {
                String::new()
            } else {
                format!("&sslrootcert={}/{root}", folder.path().display())
            };
            opened(&database, host, &format!("sslmode={mode}{root}"))
        };
        for (mode, tls) in [("disable", false), ("allow", false), ("prefer", true), ("require", true)] {
            assert_eq!(with("localhost", mode, ""), Ok(tls), "{mode}");
        }
        for (mode, host) in [("require", "127.0.0.1"), ("verify-ca", "127.0.0.1"), ("verify-full", "localhost")] {
            assert_eq!(with(host, mode, "root.crt"), Ok(true), "{mode}");
            let message = with(host, mode, "other.crt").unwrap_err();
            assert!(message.contains("UnknownIssuer"), "{mode}: {message}");
        }
        let message = with("127.0.0.1", "verify-full", "root.crt").unwrap_err();
        assert!(message.contains("not valid for name"), "{message}");
        // The certificate itself, trusted: as a server that signed its own has it.
        assert_eq!(with("localhost", "verify-full", "server.crt"), Ok(true));
        assert!(with("127.0.0.1", "verify-full", "server.crt").unwrap_err().contains("not valid for name"));
        assert!(with("localhost", "verify-ca", "root.key").unwrap_err().contains("`sslrootcert`"));
        let message = with("localhost", "verify-full", "system").unwrap_err();
        assert!(message.contains("cannot be read"), "{message}");
    }

    #[test]
    fn a_server_that_wants_or_refuses_tls_gets_its_way_where_the_mode_allows_it() {
        let Some(database) = Database::alone() else { return };
        let folder = tempfile::tempdir().unwrap();
        let Some(()) = certificates(folder.path()) else { return };
        serve(&database, folder.path());
        let rules = |rule: &str| {
            let mut client = database.client();
            client.batch_execute("CREATE ROLE chosen LOGIN").ok();
            let file: String = client.query_one("SHOW hba_file", &[]).unwrap().get(0);
            std::fs::write(&file, format!("{rule} all chosen all trust\nhost all postgres all trust\n")).unwrap();
            client.batch_execute("SELECT pg_reload_conf()").unwrap();
        };
        let chosen = |mode: &str| {
            let (port, name) = (database.cluster.port(), &database.name);
            let address = format!("postgres://chosen@127.0.0.1:{port}/{name}?sslmode={mode}");
            let connection = Connection::new(&address.into(), &environment([])).unwrap();
            connection.open().is_ok()
        };
        let wait = |mode: &str| {
            let started = std::time::Instant::now();
            while chosen(mode) {
                assert!(started.elapsed().as_secs() < 20, "the server does not read its rules");
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        };
        rules("hostssl");
        wait("disable");
        assert_eq!(["allow", "prefer", "require"].map(chosen), [true; 3]);
        rules("hostnossl");
        wait("require");
        assert_eq!(["disable", "allow", "prefer"].map(chosen), [true; 3]);
    }
}
