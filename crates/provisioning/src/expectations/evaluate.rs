//! The worker's side.

use dotnet_text::date::Ticks;
use entra_expression::evaluate::{AttributeRecord, Environment, EvaluationErrorKind, IgnoredFlow};

use super::{
    ActualValue, ExpectationRequest, ExpectationResponse, ExpectationResult, ExpectationStatus,
    ExpectationUser, ExpectedAttribute, MAX_EXPECTED_TEXT, UnknownValue, UserExpectations,
};
use crate::evaluate::{CompiledRow, CompiledSet, EvaluatedUser, MappedValue};
use crate::format::shortened;
use crate::talkdesk::ACTIVE;

/// Two sequences of chance: a value that differs between them is random.
const SEEDS: [u64; 2] = [1, 2];

/// Handles the request. `begun` gets the index of each row before it is run.
pub fn run(request: &ExpectationRequest, begun: impl Fn(usize)) -> ExpectationResponse {
    let set = CompiledSet::new(&request.set);
    let now = Ticks::from_unix(request.now);
    let mut environments = SEEDS.map(|seed| Environment::seeded(now, seed));
    let users = request.users.iter();
    ExpectationResponse {
        users: users
            .map(|user| evaluate(&set, user, &request.skip, &mut environments, &begun))
            .collect(),
    }
}

fn evaluate(
    set: &CompiledSet,
    user: &ExpectationUser,
    skip: &[usize],
    environments: &mut [Environment; 2],
    begun: &impl Fn(usize),
) -> UserExpectations {
    let record: AttributeRecord = user.user.record();
    let [values, again] = environments.each_mut().map(|environment| {
        set.evaluate_with(|index, row| match skip.contains(&index) {
            true => MappedValue::Null,
            false => {
                begun(index);
                row.value(&record, environment)
            }
        })
    });
    let values = Values {
        set,
        values,
        again,
        skip,
    };
    let results = user.expected.iter().map(|expected| ExpectationResult {
        status: values.status(expected),
        expected: expected.clone(),
    });
    UserExpectations {
        id: user.id.clone(),
        results: results.collect(),
    }
}

/// What the rows give for one user, once with each sequence of chance.
struct Values<'v> {
    set: &'v CompiledSet,
    values: EvaluatedUser<'v>,
    again: EvaluatedUser<'v>,
    skip: &'v [usize],
}

impl Values<'_> {
    fn status(&self, expected: &ExpectedAttribute) -> ExpectationStatus {
        if self.values.is_left_out() {
            return ExpectationStatus::Failed(ActualValue::UserSkipped);
        }
        let Some(index) = self.set.position(&expected.attribute) else {
            return match expected.value.is_empty() {
                true => ExpectationStatus::Passed,
                false => ExpectationStatus::Failed(ActualValue::NotMapped),
            };
        };
        if self.skip.contains(&index) {
            return ExpectationStatus::Unknown(UnknownValue::TookTooLong);
        }
        let actual = |values: &EvaluatedUser<'_>| {
            let row = self.set.rows().get(index)?;
            actual(row, values.values().get(index)?)
        };
        match (actual(&self.values), actual(&self.again)) {
            (Some(one), Some(other)) if one != other => {
                ExpectationStatus::Unknown(UnknownValue::Random)
            }
            (Some(value), Some(_)) if is_expected(&value, expected) => ExpectationStatus::Passed,
            (Some(ActualValue::One(text)), Some(_)) => {
                let text = shortened(&text, MAX_EXPECTED_TEXT);
                ExpectationStatus::Failed(ActualValue::One(text))
            }
            (Some(value), Some(_)) => ExpectationStatus::Failed(value),
            (None, _) | (_, None) => ExpectationStatus::Unknown(UnknownValue::TookTooLong),
        }
    }
}

/// What Entra sends when it creates the user; nothing if the evaluation reached
/// a limit.
fn actual(row: &CompiledRow, given: &MappedValue<'_>) -> Option<ActualValue> {
    Some(match row.on_creation(given).as_ref() {
        MappedValue::One(text) if text.is_empty() => ActualValue::Nothing,
        MappedValue::One(text) => ActualValue::One(text.clone().into_owned()),
        MappedValue::Many(texts) => match texts.as_slice() {
            [] => ActualValue::Nothing,
            [text] => ActualValue::One(text.clone().into_owned()),
            texts => {
                let texts = texts.iter().map(|text| shortened(text, MAX_EXPECTED_TEXT));
                ActualValue::Many(texts.collect())
            }
        },
        MappedValue::Null | MappedValue::Ignored(IgnoredFlow::Attribute) => ActualValue::Nothing,
        MappedValue::Ignored(IgnoredFlow::Object) => ActualValue::UserSkipped,
        MappedValue::Failed(error) if error.kind == EvaluationErrorKind::Limit => return None,
        MappedValue::Failed(error) => ActualValue::Failed(error.to_string()),
    })
}

fn is_expected(actual: &ActualValue, expected: &ExpectedAttribute) -> bool {
    match actual {
        // It is sent as a boolean.
        ActualValue::One(text) if expected.attribute == ACTIVE => {
            text.eq_ignore_ascii_case(&expected.value)
        }
        ActualValue::One(text) => *text == expected.value,
        ActualValue::Nothing => expected.value.is_empty(),
        ActualValue::Many(_)
        | ActualValue::NotMapped
        | ActualValue::UserSkipped
        | ActualValue::Failed(_) => false,
    }
}
