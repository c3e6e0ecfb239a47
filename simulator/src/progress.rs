//! How far a run is, for whoever waits for it.

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Is told how far a run is. Nothing of it flows back: a run is the same with any.
pub trait Progress: Sync {
    /// A part of the work begins, of `n` steps.
    fn begin(&self, part: &str, n: u64) -> Box<dyn Part>;
}

/// One part of the work.
pub trait Part: Send {
    /// That many steps are done.
    fn reach(&mut self, done: u64);
    /// The part is done.
    fn end(&mut self);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

/// Bars on standard error, if that is a terminal; nothing otherwise.
#[derive(Debug)]
pub struct Bars(MultiProgress);

impl Default for Bars {
    fn default() -> Self {
        // Indicatif itself hides the bars where standard error is no terminal.
        Self(MultiProgress::with_draw_target(ProgressDrawTarget::stderr()))
    }
}

impl Progress for Silent {
    fn begin(&self, _part: &str, _n: u64) -> Box<dyn Part> {
        Box::new(Self)
    }
}

impl Part for Silent {
    fn reach(&mut self, _done: u64) {}
    fn end(&mut self) {}
}

impl Progress for Bars {
    fn begin(&self, part: &str, n: u64) -> Box<dyn Part> {
        let bar = self.0.add(ProgressBar::new(n));
        if let Ok(style) = ProgressStyle::with_template("{msg:24} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(part.to_owned());
        Box::new(Bar(bar))
    }
}

struct Bar(ProgressBar);

impl Part for Bar {
    fn reach(&mut self, done: u64) {
        self.0.set_position(done);
    }

    fn end(&mut self) {
        self.0.finish();
    }
}
