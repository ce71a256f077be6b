//! Every code, quarantine reason, skip reason, step name and sentence that is known.
