// Errors as Microsoft Entra ID and Microsoft Graph report them.

import { randomUUID } from "node:crypto";

/** The errors of Entra that the service gives: OAuth error, message without its code, suberror. */
const ENTRA = {
  50011: ["invalid_request", "The redirect URI specified in the request does not match the redirect URIs configured for the application."],
  50076: ["invalid_grant", "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.", "basic_action"],
  50194: ["invalid_request", "Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after 10/15/2018."],
  53000: ["invalid_grant", "Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant.", "message_only"],
  53003: ["invalid_grant", "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.", "message_only"],
  54005: ["invalid_grant", "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token."],
  65001: ["invalid_grant", "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.", "consent_required"],
  65004: ["access_denied", "User declined to consent to access the app."],
  70000: ["invalid_grant", "Provided grant is invalid or malformed."],
  70003: ["unsupported_grant_type", "The app requested an unsupported grant type."],
  70008: ["invalid_grant", "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource."],
  90002: ["invalid_request", "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."],
  90094: ["access_denied", "The grant requires admin permission. Ask an administrator to approve this application."],
  500112: ["invalid_grant", "The reply address does not match the reply address provided when requesting Authorization code."],
  501481: ["invalid_grant", "The Code_Verifier does not match the code_challenge supplied in the authorization request."],
  650053: ["invalid_client", "The application asked for a scope that doesn't exist on the resource."],
  700005: ["invalid_grant", "Provided Authorization Code is intended to use against other tenant, thus rejected."],
  700016: ["unauthorized_client", "Application was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant."],
  700051: ["unsupported_response_type", "response_type is not enabled for the application."],
  900144: ["invalid_request", "The request body must contain a parameter that is missing."],
  9002313: ["invalid_request", "Invalid request. Request is malformed or invalid."],
  9002325: ["invalid_request", "Proof Key for Code Exchange is required for cross-origin authorization code redemption."],
  9002326: ["invalid_request", "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type."],
  9002327: ["invalid_request", "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."],
};

/** An error of Entra with this code; `detail` says what it is about here. */
export class EntraError extends Error {
  constructor(code, detail) {
    const [error, message, suberror] = ENTRA[code];
    super(`AADSTS${code}: ${message}${detail ? ` ${detail}` : ""}`);
    Object.assign(this, { code, error, suberror });
  }

  /** The text with the lines that Entra adds to it. */
  description(now) {
    return `${this.message} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${timestamp(now)}`;
  }

  /** The body of a response of the token endpoint. */
  body(now) {
    return {
      error: this.error,
      error_description: this.description(now),
      error_codes: [this.code],
      timestamp: timestamp(now),
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
      error_uri: `https://login.microsoftonline.com/error?code=${this.code}`,
      ...(this.suberror && { suberror: this.suberror }),
    };
  }
}

/** An error of Graph. */
export class GraphError extends Error {
  constructor(status, code, message, headers = {}) {
    super(message);
    Object.assign(this, { status, code, headers });
  }

  body(now) {
    const id = randomUUID();
    const innerError = { date: new Date(now).toISOString().slice(0, 19), "request-id": id, "client-request-id": id };
    return { error: { code: this.code, message: this.message, innerError } };
  }
}

const timestamp = (now) => new Date(now).toISOString().replace("T", " ").replace(/\.\d+/, "");
