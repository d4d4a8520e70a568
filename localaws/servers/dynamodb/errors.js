/** The errors that DynamoDB answers with, in the form that dynalite gives its own: an HTTP status and a body. */

const SERVICE = 'com.amazonaws.dynamodb.v20120810#';

/**
 * An error with the status 400.
 * @param {string} type the whole `__type`
 * @param {object} details what the body holds besides type and message
 */
function fault(type, message, details = {}) {
  return Object.assign(new Error(message), { statusCode: 400, body: { __type: type, message, ...details } });
}

/** An error of DynamoDB's own, such as ResourceNotFoundException. */
export const serviceError = (name, message, details) => fault(SERVICE + name, message, details);

/** The request itself is wrong. */
export const validationError = message => fault('com.amazon.coral.validate#ValidationException', message);

/** The front door of all AWS services refuses the request. */
export const frontError = (name, message) => fault('com.amazon.coral.service#' + name, message);

/** The name in an error's type, without its prefix; undefined where it is no answer but a defect. */
export const nameOf = error => error.body?.__type.split('#')[1];
