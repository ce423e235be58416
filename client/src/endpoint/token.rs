//! The bearer token of an endpoint: one that stays, or one that can be had anew.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::{EndpointError, redact};

/// Gives tokens: the first before the first request, another where the server refuses the one before.
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// A token. It may block: it is called where that hinders no other request.
    ///
    /// # Errors
    /// Why there is none, and what to do, in words.
    fn token(&self) -> Result<SecretString, String>;
}

/// Where the token of each request comes from.
#[derive(Debug)]
pub(super) enum Token {
    /// Requests are sent without one.
    None,
    /// It stays the same.
    Fixed(SecretString),
    /// It can be had anew.
    Source { source: Arc<dyn TokenSource>, current: Mutex<Option<SecretString>> },
}

impl Token {
    /// The token that was sent last, if any.
    pub(super) fn current(&self) -> Option<SecretString> {
        match self {
            Self::None => None,
            Self::Fixed(token) => Some(token.clone()),
            Self::Source { current, .. } => current.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// A text without the token.
    pub(super) fn hidden_in(&self, text: String) -> String {
        match self.current() {
            Some(token) => redact::without(&text, token.expose_secret()),
            None => text,
        }
    }

    /// Whether there is a token that says who asks.
    pub(super) fn is_there(&self) -> bool {
        self.current().is_some_and(|token| !token.expose_secret().is_empty())
    }

    /// The token to send.
    ///
    /// # Errors
    /// Its source has none.
    pub(super) async fn get(&self) -> Result<Option<SecretString>, EndpointError> {
        if self.current().is_none() {
            self.renew(None).await?;
        }
        Ok(self.current())
    }

    /// Has the token renewed that was refused; `false` where it can only be the same. Of several requests that were
    /// refused at once, the first renews it.
    ///
    /// # Errors
    /// Its source has none.
    pub(super) async fn renew(&self, refused: Option<&SecretString>) -> Result<bool, EndpointError> {
        let Self::Source { source, current } = self else { return Ok(false) };
        let text = |token: Option<&SecretString>| token.map(|token| token.expose_secret().to_owned());
        if text(self.current().as_ref()) != text(refused) {
            return Ok(true);
        }
        let source = Arc::clone(source);
        let token = tokio::task::spawn_blocking(move || source.token()).await;
        let token = token.unwrap_or_else(|_| Err("its source failed".to_owned()));
        let token = token.map_err(|reason| EndpointError::Token { reason })?;
        let is_another = text(Some(&token)) != text(refused);
        *current.lock().unwrap_or_else(PoisonError::into_inner) = Some(token);
        Ok(is_another)
    }
}

/// The header of a token.
///
/// # Errors
/// No header can have it; its text is not repeated.
pub(super) fn header(token: &SecretString) -> Result<HeaderValue, EndpointError> {
    let refused = |_| EndpointError::Header {
        name: "authorization".into(),
        reason: "the token has a character that no header may have".into(),
    };
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret())).map_err(refused)?;
    value.set_sensitive(true);
    Ok(value)
}
