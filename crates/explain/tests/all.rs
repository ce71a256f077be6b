//! One program for all tests over files of data.

mod cases;
