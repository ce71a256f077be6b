//! Talkdesk's regions and their API hosts.
//!
//! Source of the confirmed ones: <https://docs.talkdesk.com/docs/how-to-guarantee-your-app-works-in-all-regions>.

use serde::{Deserialize, Serialize};

use super::SCIM_PATH;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Region {
    #[serde(rename = "us")]
    UnitedStates,
    #[serde(rename = "eu")]
    Europe,
    #[serde(rename = "ca")]
    Canada,
    /// Australia, host as one third party reports it.
    #[serde(rename = "au-mytalkdesk")]
    AustraliaMytalkdesk,
    /// Australia, host as another third party reports it.
    #[serde(rename = "au")]
    Australia,
    /// United Kingdom, host as third parties report it.
    #[serde(rename = "uk")]
    UnitedKingdom,
}

/// How sure the host of a region is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionSource {
    /// Talkdesk's documentation names it.
    Confirmed,
    /// Only third parties name it; Talkdesk has to be asked.
    Unconfirmed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionFacts {
    pub region: Region,
    /// The name that admins know it by.
    pub name: &'static str,
    pub host: &'static str,
    /// The host that issues tokens, below the account's name, where known.
    pub token_host: Option<&'static str>,
    pub source: RegionSource,
}

/// Every region in the order in which the app offers them.
pub const REGIONS: [RegionFacts; 6] = [
    RegionFacts {
        region: Region::UnitedStates,
        name: "United States",
        host: "api.talkdeskapp.com",
        token_host: Some("talkdeskid.com"),
        source: RegionSource::Confirmed,
    },
    RegionFacts {
        region: Region::Europe,
        name: "Europe",
        host: "api.talkdeskapp.eu",
        token_host: Some("talkdeskid.eu"),
        source: RegionSource::Confirmed,
    },
    RegionFacts {
        region: Region::Canada,
        name: "Canada",
        host: "api.talkdeskappca.com",
        token_host: Some("talkdeskidca.com"),
        source: RegionSource::Confirmed,
    },
    RegionFacts {
        region: Region::AustraliaMytalkdesk,
        name: "Australia (api.mytalkdesk.au)",
        host: "api.mytalkdesk.au",
        token_host: Some("talkdeskid.au"),
        source: RegionSource::Unconfirmed,
    },
    RegionFacts {
        region: Region::Australia,
        name: "Australia (api.talkdeskapp.au)",
        host: "api.talkdeskapp.au",
        token_host: Some("talkdeskid.au"),
        source: RegionSource::Unconfirmed,
    },
    RegionFacts {
        region: Region::UnitedKingdom,
        name: "United Kingdom",
        host: "api.talkdeskapp.co.uk",
        token_host: None,
        source: RegionSource::Unconfirmed,
    },
];

impl Region {
    pub fn facts(self) -> &'static RegionFacts {
        let index = match self {
            Region::UnitedStates => 0,
            Region::Europe => 1,
            Region::Canada => 2,
            Region::AustraliaMytalkdesk => 3,
            Region::Australia => 4,
            Region::UnitedKingdom => 5,
        };
        &REGIONS[index]
    }
}

impl RegionFacts {
    /// The Tenant URL that Entra wants for an account of this region.
    pub fn tenant_url(&self) -> String {
        format!("https://{}{SCIM_PATH}", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_region_finds_its_own_facts() {
        for facts in &REGIONS {
            assert_eq!(facts.region.facts(), facts);
        }
    }

    #[test]
    fn tenant_url_of_the_united_states_is_the_published_one() {
        assert_eq!(
            Region::UnitedStates.facts().tenant_url(),
            "https://api.talkdeskapp.com/scim/v2"
        );
    }
}
