//! What is said of an address that is neither encrypted nor of this host.

use typeferry_client::blocking::Endpoint;

/// That others can read what is sent to an endpoint and what it answers, where they can.
pub fn note_of_clear(endpoint: &Endpoint) -> Option<String> {
    endpoint.is_in_the_clear().then(|| {
        let url = endpoint.url();
        format!(
            "{url} is not encrypted: who is on the way reads the token and the answers; ask by https:// where you can"
        )
    })
}
