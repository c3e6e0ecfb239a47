//! The import, from the outside.

#[cfg(test)]
mod delays;
#[cfg(test)]
mod drawing;
#[cfg(test)]
mod files;
#[cfg(test)]
mod real_extracts;
#[cfg(test)]
mod restriction_kinds;
#[cfg(test)]
mod restrictions;
#[cfg(test)]
mod roads;
#[cfg(test)]
mod vehicles;
