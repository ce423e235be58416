//! Which server and which database: flags, then `PG*` variables, then `pgmi.yaml`, then defaults; or an address, which
//! takes the place of all but the database.

use secrecy::SecretString;
use typeferry_connection::{Connection, is_address};

use super::project_file::ConnectionPart;
use super::{Request, wrong};
use crate::error::SessionError;
use crate::options::Target;

const ADDRESS_VARIABLE: &str = "PGMI_CONNECTION_STRING";
const MAINTENANCE: &str = "postgres";

/// The database that is deployed into.
pub(super) fn target(request: &Request, file: Option<&ConnectionPart>) -> Result<Target, SessionError> {
    let name = request.database.as_deref();
    if let Some(address) = name.filter(|name| is_address(name)) {
        if request.connection.is_some() {
            return Err(wrong("-d has an address, and --connection has another: give one of the two"));
        }
        return of_address(request, &SecretString::from(address), None);
    }
    let variable = request.environment.variables.get(ADDRESS_VARIABLE).filter(|text| !text.is_empty());
    let address = request.connection.clone().or_else(|| variable.map(SecretString::from));
    match address.or_else(|| request.database_url.clone()) {
        Some(address) => of_address(request, &address, name),
        None => of_parts(request, file),
    }
}

/// The database of an address, or the one that is named on its server.
fn of_address(request: &Request, address: &SecretString, name: Option<&str>) -> Result<Target, SessionError> {
    let flags = [("-h", &request.host), ("-p", &request.port), ("-U", &request.user), ("--sslmode", &request.sslmode)];
    if let Some((flag, _)) = flags.iter().find(|(_, value)| value.is_some()) {
        let reason = format!(
            "{flag} and an address (-d, --connection, {ADDRESS_VARIABLE} or DATABASE_URL) exclude one another: say it in \
             the address, or leave the address out"
        );
        return Err(wrong(reason));
    }
    let connection = Connection::with(address, &[], &request.environment)?;
    Ok(match name {
        Some(database) => Target {
            maintenance: connection.database().to_owned(),
            connection: connection.to_database(database),
            overwrite: request.overwrite,
        },
        None => Target { connection, maintenance: MAINTENANCE.to_owned(), overwrite: request.overwrite },
    })
}

fn of_parts(request: &Request, file: Option<&ConnectionPart>) -> Result<Target, SessionError> {
    if let Some(key) = file.and_then(ConnectionPart::unsupported) {
        return Err(wrong(format!("pgmi.yaml: connection.{key} is not supported: connect with a password")));
    }
    let said = |of: fn(&ConnectionPart) -> &Option<String>| file.and_then(|part| of(part).clone());
    let parts = [
        ("host", &request.host, "PGHOST", said(|part| &part.host), Some("localhost")),
        ("port", &request.port, "PGPORT", said(|part| &part.port), None),
        ("user", &request.user, "PGUSER", said(|part| &part.username), None),
        ("sslmode", &request.sslmode, "PGSSLMODE", said(|part| &part.sslmode), None),
        ("sslrootcert", &None, "PGSSLROOTCERT", said(|part| &part.sslrootcert), None),
        ("dbname", &request.database, "PGDATABASE", said(|part| &part.database), None),
    ];
    let value = |(name, flag, variable, file, default): (_, &Option<String>, &str, Option<String>, Option<&str>)| {
        let variable = request.environment.variables.get(variable).filter(|text| !text.is_empty()).map(str::to_owned);
        let file = file.filter(|text| !text.is_empty());
        Some((name, flag.clone().or(variable).or(file).or_else(|| default.map(str::to_owned))?))
    };
    let parts: Vec<(&str, String)> = parts.into_iter().filter_map(value).collect();
    if !parts.iter().any(|(name, database)| *name == "dbname" && !database.is_empty()) {
        return Err(wrong("no database is named: give it with -d, or in pgmi.yaml, PGDATABASE or an address"));
    }
    let connection = Connection::with(&SecretString::default(), &parts, &request.environment)?;
    let maintenance = said(|part| &part.management_database).filter(|name| !name.is_empty());
    let maintenance = maintenance.unwrap_or_else(|| MAINTENANCE.to_owned());
    Ok(Target { connection, maintenance, overwrite: request.overwrite })
}

#[cfg(test)]
mod tests {
    use typeferry_connection::Environment;

    use super::super::tests::is_configuration;
    use super::*;

    fn request(variables: Environment) -> Request {
        Request { environment: variables, ..Request::default() }
    }

    fn variables<const N: usize>(pairs: [(&str, &str); N]) -> Environment {
        Environment { variables: pairs.into(), user: Some("me".to_owned()), home: None }
    }

    fn address(target: &Target) -> String {
        format!("{} {}", target.connection.address(), target.maintenance)
    }

    #[test]
    fn flags_win_over_variables_those_over_the_project_and_that_over_defaults() {
        let part = super::super::project_file::read(
            "connection:\n  host: yaml\n  port: 1\n  username: yaml\n  database: yaml\n  management_database: m\n",
        );
        let part = part.unwrap().connection;
        let environment = variables([("PGPORT", "2"), ("PGUSER", "variable")]);
        let request = Request { user: Some("flag".into()), ..request(environment) };
        assert_eq!(address(&target(&request, part.as_ref()).unwrap()), "postgres://flag@yaml:2/yaml m");
        let plain = Request { database: Some("d".into()), ..self::request(variables([])) };
        assert_eq!(address(&target(&plain, None).unwrap()), "postgres://me@localhost/d postgres");
        let ipv6 = Request { host: Some("::1".into()), ..plain };
        assert!(target(&ipv6, None).is_ok());
    }

    #[test]
    fn an_address_stands_for_all_but_the_database() {
        let environment = variables([(ADDRESS_VARIABLE, "postgres://u@h:5/there")]);
        let mut asked = request(environment);
        assert_eq!(address(&target(&asked, None).unwrap()), "postgres://u@h:5/there postgres");
        asked.database = Some("d".into());
        assert_eq!(address(&target(&asked, None).unwrap()), "postgres://u@h:5/d there");
        asked.host = Some("other".into());
        let error = target(&asked, None).unwrap_err();
        assert!(is_configuration(&error) && error.to_string().contains("-h and an address"), "{error}");
        let given = Request { connection: Some("Host=h;Username=u;Database=x".into()), ..request(variables([])) };
        assert_eq!(address(&target(&given, None).unwrap()), "postgres://u@h/x postgres");
        let given = Request { connection: Some("host=/run dbname=x user=u".into()), ..request(variables([])) };
        assert_eq!(address(&target(&given, None).unwrap()), "postgres://u@/run/x postgres");
    }

    #[test]
    fn n13_a_database_that_is_an_address_is_one() {
        let environment = [(ADDRESS_VARIABLE, "postgres://v@other/there"), ("PGHOST", "local"), ("PGUSER", "me")];
        let asked = |database: &str| Request { database: Some(database.into()), ..request(variables(environment)) };
        for text in [
            "postgres://u:s3cret@h:5/x",
            "host=h port=5 user=u dbname=x password=s3cret",
            "Host=h;Port=5;Uid=u;Database=x",
        ] {
            assert_eq!(address(&target(&asked(text), None).unwrap()), "postgres://u@h:5/x postgres");
        }
        let both = Request { connection: Some("postgres://h/x".into()), ..asked("postgres://h/y") };
        let with_host = Request { host: Some("h".into()), ..asked("postgres://h/y") };
        for wrong in [both, with_host, asked("a=b"), asked("http://s3cret@h"), asked("postgres://u:s3@cret@h/d")] {
            let error = target(&wrong, None).unwrap_err();
            assert!(is_configuration(&error) && !error.to_string().contains("cret"), "{error}");
        }
    }

    #[test]
    fn n13_a_name_with_an_address_is_shown_nowhere() {
        for (variable, value) in [("PGDATABASE", "postgres://u:s3cret@h/d"), ("PGHOST", "postgres://u:s3cret@h/d")] {
            let asked = request(variables([("PGDATABASE", "d"), (variable, value)]));
            let error = target(&asked, None).unwrap_err();
            assert!(is_configuration(&error) && !error.to_string().contains("s3cret"), "{error}");
        }
    }
}
