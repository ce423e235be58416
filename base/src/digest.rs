//! SHA-256 (<https://doi.org/10.6028/NIST.FIPS.180-4>), written in hexadecimal.

use std::fmt::Write as _;
use std::io;

use sha2::Digest;

/// The hash of bytes that come piece by piece. As a writer it takes a whole file: `io::copy(&mut file, &mut hash)`.
#[derive(Debug, Clone, Default)]
pub struct Sha256(sha2::Sha256);

impl Sha256 {
    /// Adds bytes. How they are cut into pieces makes no difference.
    pub fn update(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.update(bytes);
    }

    /// The hash: 64 hexadecimal digits in lower case.
    pub fn finish(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl io::Write for Sha256 {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The hash of these bytes: 64 hexadecimal digits in lower case.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    let mut hash = Sha256::default();
    hash.update(bytes);
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of FIPS 180-4: no byte, and `abc`.
    #[test]
    fn the_hash_is_that_of_the_standard() {
        assert_eq!(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn pieces_and_the_whole_have_one_hash() {
        let mut hash = Sha256::default();
        hash.update("a");
        io::copy(&mut &b"bc"[..], &mut hash).unwrap();
        assert_eq!(hash.finish(), sha256("abc"));
    }
}
