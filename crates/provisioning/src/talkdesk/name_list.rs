//! Lists of role or team names as somebody types them.

use super::NAME_SEPARATOR;

/// One name in each line. A semicolon separates names as well, because no name
/// can contain one.
pub fn names(typed: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.split(['\n', '\r', NAME_SEPARATOR]).map(str::trim) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_one_in_each_line() {
        assert_eq!(
            names("Agent\r\n  Supervisor \n\nAgent\nSales Lead;Support\n"),
            ["Agent", "Supervisor", "Sales Lead", "Support"]
        );
        assert!(names(" \n;").is_empty());
    }
}
