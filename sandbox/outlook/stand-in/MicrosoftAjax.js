/**
 * The few parts of Microsoft's Ajax library that office.js asks for (Outlook host 11.2), written
 * from that description. Loaded before office.js, it spares the request to ajax.aspnetcdn.com.
 */
(() => {
  'use strict';
  window.Type = Function;
  const define = (target, members) => Object.assign(target, members);

  const exception = (kind) => (parameter, message) => {
    const error = new Error(`Sys.${kind}: ${message ?? ''}\nParameter name: ${parameter ?? ''}`);
    return define(error, { name: `Sys.${kind}`, paramName: parameter });
  };
  const argumentType = exception('ArgumentTypeException');
  const argumentOutOfRange = exception('ArgumentOutOfRangeException');
  define(Error, {
    argument: exception('ArgumentException'),
    argumentNull: exception('ArgumentNullException'),
    argumentUndefined: exception('ArgumentUndefinedException'),
    argumentOutOfRange: (name, actual, message) =>
      define(argumentOutOfRange(name, message), { actualValue: actual }),
    argumentType: (name, actual, expected, message) =>
      argumentType(name, message ?? `Expected ${expected?.name ?? expected}, not ${actual}.`),
    parameterCount: (message) => exception('ParameterCountException')('', message),
    create: (message, members) => define(new Error(message), members ?? {}),
  });
  Error.prototype.popStackFrame = () => undefined;

  define(Function, {
    _validateParameter(value, { type, mayBeNull }, name) {
      if (value === undefined) return mayBeNull ? null : Error.argumentUndefined(name);
      if (value === null) return mayBeNull ? null : Error.argumentNull(name);
      const fits = !type || Object(value) instanceof type;
      return fits ? null : Error.argumentType(name, typeof value, type);
    },
    _validateParams(values, expected) {
      const required = expected.filter(
        ({ optional, parameterArray }) => !(optional || parameterArray),
      );
      if (values.length < required.length) return Error.parameterCount();
      for (const [index, value] of [...Array.from(values)].entries()) {
        const parameter = expected[Math.min(index, expected.length - 1)] ?? { mayBeNull: true };
        const error = Function._validateParameter(value, parameter, parameter.name);
        if (error) return error;
      }
      return null;
    },
  });

  define(Function.prototype, {
    registerClass(name) {
      this.__typeName = name;
      this.__class = true;
      return this;
    },
  });
  Function.registerNamespace = (path) => {
    let parent = window;
    for (const name of path.split('.')) parent = parent[name] ??= {};
  };

  window.Sys = {
    StringBuilder: class {
      parts = [];
      append(part) {
        this.parts.push(part);
        return this;
      }
      toString() {
        return this.parts.join('');
      }
    },
    Debug: { trace: () => undefined },
    Browser: { name: navigator.userAgent, version: 0 },
    Serialization: {
      JavaScriptSerializer: {
        serialize: (value) => JSON.stringify(value),
        deserialize: (text) => JSON.parse(text),
      },
    },
  };
})();
