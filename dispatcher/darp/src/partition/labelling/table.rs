//! Numbers for keys, in the order in which keys were first seen.

/// No key is kept at this place.
const FREE: u32 = u32::MAX;

/// An open-addressing table; keys are hashes already.
#[derive(Debug)]
pub(super) struct Table {
    places: Vec<u32>,
    keys: Vec<u64>,
}

impl Table {
    pub(super) fn new() -> Self {
        Self { places: vec![FREE; 1 << 10], keys: Vec::new() }
    }

    fn place(&self, key: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut place = key as usize & mask;
        while self.keys.get(self.places[place] as usize).is_some_and(|&other| other != key) {
            place = (place + 1) & mask;
        }
        place
    }

    pub(super) fn find(&self, key: u64) -> Option<usize> {
        let number = self.places[self.place(key)];
        (number != FREE).then_some(number as usize)
    }

    /// The number of a key, which gets the next one if it is new.
    pub(super) fn number(&mut self, key: u64) -> usize {
        let place = self.place(key);
        if self.places[place] != FREE {
            return self.places[place] as usize;
        }
        let number = self.keys.len();
        self.places[place] = number as u32;
        self.keys.push(key);
        if self.places.len() < 2 * self.keys.len() {
            self.places = vec![FREE; 2 * self.places.len()];
            for number in 0..self.keys.len() {
                let place = self.place(self.keys[number]);
                self.places[place] = number as u32;
            }
        }
        number
    }
}
