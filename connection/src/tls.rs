//! TLS as libpq's `sslmode` has it (<https://www.postgresql.org/docs/current/libpq-ssl.html>), by rustls.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::{fmt, io};

use postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsConnector;

/// What is verified of the server's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verify {
    /// Nothing: the connection cannot be read by others, and nobody knows whom it is with.
    Nothing,
    /// That one of the roots has signed it.
    Chain,
    /// That, and that it is the host's.
    Name,
}

/// The certificates that are trusted.
#[derive(Debug)]
pub(super) enum Roots {
    /// Those of a file, PEM.
    File(Vec<u8>),
    /// The machine's own.
    System,
}

/// Makes TLS of connections.
#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// `roots` are not looked at where nothing is verified.
    pub(super) fn new(verify: Verify, roots: Option<&Roots>) -> Result<Self, String> {
        let provider = Arc::new(ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = match (verify, roots) {
            (Verify::Nothing, _) => Arc::new(Verifier::new(&provider, None, verify)),
            (_, None) => return Err("there are no root certificates to verify by".to_owned()),
            (_, Some(Roots::System)) => {
                let verifier = rustls_platform_verifier::Verifier::new(Arc::clone(&provider));
                Arc::new(verifier.map_err(|error| error.to_string())?)
            }
            (_, Some(Roots::File(pem))) => Arc::new(Verifier::new(&provider, Some(trusted(pem, &provider)?), verify)),
        };
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.map_err(|error| error.to_string())?;
        let mut config = config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
        config.alpn_protocols = vec![b"postgresql".to_vec()];
        Ok(Self(Arc::new(config)))
    }
}

/// The certificates of a file, and what verifies by them.
fn trusted(pem: &[u8], provider: &Arc<CryptoProvider>) -> Result<Trusted, String> {
    let certificates: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|error| format!("it is no file of certificates: {error}"))?;
    let mut store = RootCertStore::empty();
    for certificate in &certificates {
        store.add(certificate.clone()).map_err(|error| format!("a certificate in it cannot be read: {error}"))?;
    }
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider)).build();
    Ok(Trusted { verifier: verifier.map_err(|error| format!("there is no certificate in it: {error}"))?, certificates })
}

#[derive(Debug)]
struct Trusted {
    verifier: Arc<WebPkiServerVerifier>,
    certificates: Vec<CertificateDer<'static>>,
}

/// Verifies as much as is asked for.
#[derive(Debug)]
struct Verifier {
    trusted: Option<Trusted>,
    verify: Verify,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    fn new(provider: &CryptoProvider, trusted: Option<Trusted>, verify: Verify) -> Self {
        Self { trusted, verify, algorithms: provider.signature_verification_algorithms }
    }

    /// The name alone: of a certificate that is itself among the trusted ones.
    fn check_name(&self, certificate: &CertificateDer<'_>, name: &ServerName<'_>) -> Result<(), Error> {
        match self.verify {
            Verify::Name => rustls::client::verify_server_name(&ParsedCertificate::try_from(certificate)?, name),
            Verify::Nothing | Verify::Chain => Ok(()),
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        at: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(trusted) = &self.trusted else { return Ok(ServerCertVerified::assertion()) };
        if trusted.certificates.iter().any(|other| other == certificate) {
            return self.check_name(certificate, name).map(|()| ServerCertVerified::assertion());
        }
        match trusted.verifier.verify_server_cert(certificate, between, name, ocsp, at) {
            // The chain is verified before the name is.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.verify == Verify::Chain => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

/// A TLS handshake that failed: by its type it is known among the driver's errors.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(super) struct HandshakeError(pub(super) io::Error);

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> MakeTlsConnect<S> for Tls {
    type Stream = Stream<S>;
    type TlsConnect = Connect;
    type Error = HandshakeError;

    fn make_tls_connect(&mut self, host: &str) -> Result<Connect, HandshakeError> {
        Ok(Connect { config: Arc::clone(&self.0), host: host.to_owned() })
    }
}

/// TLS with one host; it is asked for also where no TLS is made.
pub(super) struct Connect {
    config: Arc<ClientConfig>,
    host: String,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> TlsConnect<S> for Connect {
    type Stream = Stream<S>;
    type Error = HandshakeError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream<S>, HandshakeError>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        Box::pin(async move {
            let no_name = |_| io::Error::other(format!("no certificate can have the name `{}`", self.host));
            let name = ServerName::try_from(self.host.clone()).map_err(no_name).map_err(HandshakeError)?;
            TlsConnector::from(self.config).connect(name, stream).await.map(Stream).map_err(HandshakeError)
        })
    }
}

/// A stream over TLS. Channel binding is not offered: rustls has no hash of the certificate at hand.
pub(super) struct Stream<S>(tokio_rustls::client::TlsStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Stream<S> {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
