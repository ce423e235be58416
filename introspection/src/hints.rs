//! What an error advises, by the headers that a kind of server knows.

use typeferry_base::Headers;

/// How another API is chosen.
pub(crate) fn another_api(headers: Headers) -> String {
    let quoted = |(name, value): (_, Option<_>)| format!("'{name}: {}'", value.unwrap_or("…"));
    let quoted: Vec<_> = headers.routing().map(quoted).collect();
    let named = match &quoted[..] {
        [] => "'NAME: VALUE'".to_owned(),
        [header] => header.clone(),
        [more @ .., last] => format!("{} or {last}", more.join(", ")),
    };
    format!("a header chooses the API that is served (--header {named})")
}
