//! The Tenant URL as a field: what it shows for a setup's tenant, and which
//! tenant a typed text is.

use provisioning::talkdesk::regions::REGIONS;
use setup::Tenant;

/// The text of the field, as it was typed.
pub fn text(tenant: &Tenant) -> String {
    match tenant {
        Tenant::Custom(typed) => typed.clone(),
        known => known.url().unwrap_or_default(),
    }
}

/// The tenant that a typed text names. The address of a region is that region.
pub fn read(typed: &str) -> Tenant {
    let region = REGIONS.iter().find(|facts| facts.tenant_url() == typed);
    match region {
        Some(facts) => Tenant::Region(facts.region),
        None if typed.is_empty() => Tenant::Unknown,
        None => Tenant::Custom(typed.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_as_typed() {
        for typed in [
            "",
            " ",
            " https://x.example/ ",
            "https://api.talkdeskapp.eu/scim/v2",
        ] {
            assert_eq!(text(&read(typed)), typed);
        }
    }

    #[test]
    fn the_address_of_a_region_is_that_region() {
        for facts in &REGIONS {
            assert_eq!(read(&facts.tenant_url()), Tenant::Region(facts.region));
        }
    }
}
