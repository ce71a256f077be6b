//! Whole sign-ins against a model of Entra.

mod callbacks;
mod continuations;
mod contract;
mod entra;
mod fields;
mod laws;
mod returns;
mod sessions;
mod stored;
mod verifications;

/// Compiles only for types that cannot be cloned, displayed or serialized.
#[test]
fn secrets_cannot_be_copied_or_printed() {
    trait AmbiguousIf<Marker> {
        fn check() {}
    }
    struct IsClone;
    struct IsDisplay;
    struct IsSerialize;
    impl<T: ?Sized> AmbiguousIf<()> for T {}
    impl<T: Clone> AmbiguousIf<IsClone> for T {}
    impl<T: std::fmt::Display> AmbiguousIf<IsDisplay> for T {}
    impl<T: serde::Serialize> AmbiguousIf<IsSerialize> for T {}
    <crate::token::access_token::AccessToken as AmbiguousIf<_>>::check();
    <crate::attempt::Attempt as AmbiguousIf<_>>::check();
    <crate::pending::PendingSignIn as AmbiguousIf<_>>::check();
    <crate::redemption::Redemption as AmbiguousIf<_>>::check();
    <crate::session::SignedIn as AmbiguousIf<_>>::check();
}
