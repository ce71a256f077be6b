//! The names of members that entries have, in every spelling.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

macro_rules! members {
    ($($name:literal)|+ => $first:ident, $($($more:literal)|+ => $member:ident,)*) => {
        /// A member that is read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Member {
            $first,
            $($member,)*
            Other,
        }

        fn of_folded(name: &[u8]) -> Member {
            match name {
                $($name)|+ => Member::$first,
                $($($more)|+ => Member::$member,)*
                _ => Member::Other,
            }
        }
    };
}

members! {
    b"id" => Id,
    b"activitydatetime" => ActivityTime,
    b"time" | b"timestamp" | b"timegenerated" => Time,
    b"changeid" => ChangeId,
    b"cycleid" => CycleId,
    b"jobid" => JobId,
    b"provisioningaction" | b"action" => Action,
    b"durationinmilliseconds" | b"durationms" => Duration,
    b"provisioningstatusinfo" | b"statusinfo" => StatusInfo,
    b"status" => Status,
    b"provisioningsteps" => Steps,
    b"modifiedproperties" => ModifiedProperties,
    b"sourceidentity" => SourceIdentity,
    b"targetidentity" => TargetIdentity,
    b"sourcesystem" => SourceSystem,
    b"targetsystem" => TargetSystem,
    b"serviceprincipal" => ServicePrincipal,
    b"initiatedby" => InitiatedBy,
    b"properties" => Properties,
    b"category" => Category,
    b"type" | b"steptype" | b"provisioningsteptype" | b"identitytype" => Type,
    b"resulttype" | b"result" => Result,
    b"resultsignature" => ResultSignature,
    b"resultdescription" | b"resultreason" => ResultReason,
    b"errorinformation" => ErrorInformation,
    b"errorcode" => ErrorCode,
    b"errormessage" | b"reason" => Reason,
    b"additionaldetails" => AdditionalDetails,
    b"errorcategory" => ErrorCategory,
    b"recommendedaction" => RecommendedAction,
    b"name" | b"columnname" => Name,
    b"displayname" => DisplayName,
    b"description" => Description,
    b"details" => Details,
    b"oldvalue" => OldValue,
    b"newvalue" => NewValue,
    b"key" => Key,
    b"value" => Value,
    b"activitydisplayname" => Activity,
    b"operationname" => Operation,
    b"loggedbyservice" => LoggedByService,
    b"targetresources" => TargetResources,
    b"userprincipalname" => UserPrincipalName,
}

/// The longest name that is known has fewer bytes.
const MAX_NAME: usize = 24;

impl Member {
    pub(super) fn of(name: &str) -> Self {
        let mut folded = [0; MAX_NAME];
        let Some(folded) = folded.get_mut(..name.len()) else {
            return Member::Other;
        };
        for (to, from) in folded.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        of_folded(folded)
    }
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Member;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Member, E> {
                Ok(Member::of(name))
            }
        }
        deserializer.deserialize_identifier(Name)
    }
}
