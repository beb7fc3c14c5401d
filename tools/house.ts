import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * A class as it is written: how many methods it declares, and how many of them only pass a call on.
 */
export interface WrittenClass {
  readonly name: string;
  readonly path: string;
  readonly isAbstract: boolean;
  readonly methods: number;
  /** Methods that do nothing but call the method of their name of another object. */
  readonly forwarding: number;
}

/** All classes of the TypeScript files below a folder; specs are left out. */
export function classesBelow(folder: string): readonly WrittenClass[] {
  return sourcesBelow(folder).flatMap((path) => classesIn(path, readFileSync(path, 'utf8')));
}

/** Paths of the TypeScript files below a folder that are no specs. */
export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .sort();
}

/** The classes of one file. */
export function classesIn(path: string, source: string): readonly WrittenClass[] {
  const classes: WrittenClass[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node)) classes.push(written(node, path));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return classes;
}

function written(node: ts.ClassDeclaration, path: string): WrittenClass {
  const methods = node.members.filter(
    (member) => ts.isMethodDeclaration(member) && !isPrivate(member),
  ) as ts.MethodDeclaration[];
  return {
    name: node.name?.text ?? '',
    path,
    isAbstract: has(node, ts.SyntaxKind.AbstractKeyword),
    methods: methods.length,
    forwarding: methods.filter(isForwarding).length,
  };
}

/**
 * Whether all that a method does is to call another object's method of its name, with what it got.
 */
function isForwarding({ name, body, parameters }: ts.MethodDeclaration): boolean {
  const [statement, ...more] = body?.statements ?? [];
  if (!statement || more.length > 0) return false;
  const given = parameters.map((parameter) => parameter.name.getText()).join();
  const passesOn = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === name.getText() &&
      node.arguments.map((argument) => argument.getText()).join() === given) ||
    (ts.forEachChild(node, (child) => passesOn(child) || undefined) ?? false);
  return passesOn(statement);
}

function isPrivate(node: ts.MethodDeclaration): boolean {
  return has(node, ts.SyntaxKind.PrivateKeyword) || ts.isPrivateIdentifier(node.name);
}

function has(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false;
}
