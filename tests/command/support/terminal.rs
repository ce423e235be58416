//! A terminal with somebody at it: waits for a question, and types.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};

use rustix::fs::OFlags;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::PATIENCE;

pub(crate) const ENTER: &str = "\r";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const CTRL_C: &str = "\x03";

/// A command whose standard input and error are a terminal.
#[derive(Debug)]
pub(crate) struct Terminal {
    keyboard: File,
    screen: Receiver<String>,
    shown: String,
    read: usize,
    child: Child,
}

impl Terminal {
    /// Starts the command at a terminal of its own, which sends it the signals of its keys.
    pub(crate) fn start(command: &Command) -> Self {
        let here = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&here).unwrap();
        unlockpt(&here).unwrap();
        let size = Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&here, size).unwrap();
        let path = ptsname(&here, Vec::new()).unwrap().into_string().unwrap();
        let no_control = OFlags::NOCTTY.bits().cast_signed();
        let there = OpenOptions::new().read(true).write(true).custom_flags(no_control).open(path).unwrap();
        let child = {
            let mut session = Command::new("setsid");
            session.arg("--ctty").arg(command.get_program()).args(command.get_args());
            session.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
            session.current_dir(command.get_current_dir().unwrap()).env("TERM", "xterm");
            // As long as this lives, it keeps the other end open.
            session.stdin(there.try_clone().unwrap()).stderr(there).stdout(Stdio::piped()).spawn().unwrap()
        };
        let keyboard = File::from(here);
        let screen = watch(keyboard.try_clone().unwrap());
        Self { keyboard, screen, shown: String::new(), read: 0, child }
    }

    /// Waits until this is shown, behind what was waited for before.
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        while !self.shown[self.read..].contains(text) {
            let more = self.screen.recv_timeout(PATIENCE);
            self.shown += &more.unwrap_or_else(|_| panic!("`{text}` never came: {:?}", self.shown));
        }
        self.read += self.shown[self.read..].find(text).unwrap() + text.len();
        self
    }

    /// Types.
    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits for the end: the exit code, what was shown, and standard output.
    pub(crate) fn end(mut self) -> (Option<i32>, String, String) {
        loop {
            match self.screen.recv_timeout(PATIENCE) {
                Ok(more) => self.shown += &more,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the command did not end: {:?}", self.shown),
            }
        }
        let mut stdout = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        (self.child.wait().unwrap().code(), std::mem::take(&mut self.shown), stdout)
    }
}

/// A test that fails leaves nobody at a question.
impl Drop for Terminal {
    fn drop(&mut self) {
        // It fails where the command has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What comes to the screen, until the command has ended and nobody writes there.
fn watch(mut screen: File) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut some = [0; 4096];
        while let Ok(read) = screen.read(&mut some) {
            if read == 0 || sender.send(String::from_utf8_lossy(&some[..read]).into_owned()).is_err() {
                break;
            }
        }
    });
    receiver
}
