/** A refusal, as the REST API words it: HTTP status, PHP class and message (REST API 2). */
export class CrmError extends Error {
  constructor(
    override readonly message: string,
    readonly status = 500,
    readonly phpClass = 'WebServiceException',
  ) {
    super(message);
  }

  static denied(what?: string): CrmError {
    return new CrmError(
      `Permission to perform the operation is denied${what ? ` for ${what}` : ''}`,
    );
  }

  static recordDenied(): CrmError {
    return new CrmError('Permission to read given object is denied');
  }

  static writeDenied(): CrmError {
    return new CrmError('Permission to write is denied');
  }

  static badId(): CrmError {
    return new CrmError('Id specified is incorrect');
  }

  static unknown(): CrmError {
    return new CrmError('Unknown Error while processing request');
  }

  static signIn(reason: string): CrmError {
    return new CrmError(`Authentication failed - reason: ${reason}`, 401, 'InvalidLoginException');
  }

  static noRoute(method: string): CrmError {
    return new CrmError(`There is no route for '${method}'.`, 400, 'RouteNotFoundException');
  }
}

/** An uncaught PHP error: its envelope has another shape and names the file. */
export class PhpError extends Error {
  constructor(
    override readonly message: string,
    readonly file: string,
  ) {
    super(message);
  }
}
