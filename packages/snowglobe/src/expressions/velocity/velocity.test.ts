import { describe, expect, test } from 'vitest';
import { VelocityRenderError, VelocitySyntaxError } from './errors.ts';
import { HostObject } from './values.ts';
import { compileTemplate } from './velocity.ts';

const render = (template: string, scope: Readonly<Record<string, unknown>> = {}) =>
  compileTemplate(template).render(scope);
const literal = (template: string, scope: Readonly<Record<string, unknown>> = {}) =>
  compileTemplate(template, { missing: 'literal' }).render(scope);

describe('references', () => {
  test.each([
    ['$a ${a} $!a $!{a}', { a: 1 }, '1 1 1 1'],
    ['${a}b $a.b', { a: 'x' }, 'xb '],
    ['$a-b', { 'a-b': 1, a: 2 }, '1'],
    ['$a.b.c $a["b"].c $a.get("b").get("c")', { a: { b: { c: 1 } } }, '1 1 1'],
    ['$a[0] $a[-1] $a.get(1)', { a: [1, 2, 3] }, '1 3 2'],
    ['$a[$i][$k]', { a: [{}, { x: 'y' }], i: 1, k: 'x' }, 'y'],
    ['$5 $ $$a $. a$', { a: 1 }, '$5 $ $1 $. a$'],
    ['a@b.c #1 #', {}, 'a@b.c #1 #'],
    ['$a. $a.1', { a: 'x' }, 'x. x.1'],
  ])('%s', (template, scope, expected) => {
    expect(render(template, scope)).toBe(expected);
  });

  test('what is missing prints nothing, or itself where the host says so', () => {
    expect(render('[$x $!x ${x.y} $x.y("a")[0]]')).toBe('[   ]');
    expect(literal('[$x $!x ${x.y} $x.y("a")[0]]')).toBe('[$x  ${x.y} $x.y("a")[0]]');
  });

  test('a method that does not exist is missing, as is one with arguments of other types', () => {
    expect(literal('$a.nothing() $a.substring("1") $a.length(1)', { a: 'x' })).toBe(
      '$a.nothing() $a.substring("1") $a.length(1)',
    );
  });

  test('backslashes escape what has a value, two of them print one', () => {
    expect(render(String.raw`\$a \\$a \\\$a`, { a: 1 })).toBe(String.raw`$a \1 \$a`);
    expect(literal(String.raw`\$b \\$b`)).toBe(String.raw`\$b \\$b`);
  });
});

describe('values print as in Java', () => {
  test.each([
    ['{"b":1,"a":[true,null,"x"]}', '{b=1, a=[true, null, x]}'],
    ['[]', '[]'],
    ['{}', '{}'],
    ['1.5', '1.5'],
    ['100000000000', '100000000000'],
    ['false', 'false'],
  ])('%s', (json, expected) => {
    expect(render('$v', { v: JSON.parse(json) as unknown })).toBe(expected);
  });

  test('doubles keep their fraction and large ones their exponent', () => {
    expect(render('#set($a = 3.0)$a;#set($b = 1.5e10)$b;#set($c = 0.0001)$c;#set($d = 1.5 * 2)$d')).toBe(
      '3.0;1.5E10;1.0E-4;3.0',
    );
  });
});

describe('expressions', () => {
  const value = (expression: string, scope: Readonly<Record<string, unknown>> = {}) =>
    render(`#set($x = ${expression})$x`, scope);

  test.each([
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['7 % 3', '1'],
    ['7.0 / 2', '3.5'],
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 2 - 3', '5'],
    ['9007199254740991 + 2', '9007199254740993'],
    ['"a" + 1', 'a1'],
    ['1 / 0', ''],
    ['$missing + 1', ''],
    ['"a" + $missing', 'a$missing'],
    ['1 == 1.0', 'true'],
    ['"1" == 1', 'true'],
    ['[1, 2] == [1, 2]', 'true'],
    ['"b" > "a"', 'false'],
    ['2 > 1 && 1 < 2', 'true'],
    ['1 lt 2 and not (2 le 1) or false', 'true'],
    ['1 ne 2', 'true'],
    ['!true', 'false'],
    ['[1..3]', '[1, 2, 3]'],
    ['[3..1]', '[3, 2, 1]'],
    ['{"a": 1, "b": [1, {"c": 2}]}', '{a=1, b=[1, {c=2}]}'],
    ["'$a'", '$a'],
    ['"<$a>"', '<1>'],
    ['"#if($a == 1)one#end"', 'one'],
    ['"\\u0041"', 'A'],
    [String.raw`"a\"b"`, String.raw`a\"b`],
  ])('%s is %s', (expression, expected) => {
    expect(value(expression, { a: 1 })).toBe(expected);
  });

  test('only null and false are false; a literal has no truth of its own', () => {
    const truth = (condition: string) => render(`#if(${condition})yes#{else}no#end`, { empty: '', list: [], zero: 0 });
    expect(['$empty', '$list', '$zero', '$missing', 'true', 'false', '"x"', '1', '!$missing'].map(truth)).toEqual([
      'yes',
      'yes',
      'yes',
      'no',
      'yes',
      'no',
      'no',
      'no',
      'yes',
    ]);
  });
});

describe('directives', () => {
  test.each([
    ['#if($a == 1)one#elseif($a == 2)two#{else}many#end', { a: 2 }, 'two'],
    ['#{if}($a)x#{end}y', { a: true }, 'xy'],
    [
      '#foreach($i in $l)$foreach.count/$foreach.index:$i#if($foreach.hasNext), #end#end',
      { l: ['a', 'b'] },
      '1/0:a, 2/1:b',
    ],
    ['#foreach($i in $m)$i#end', { m: { a: 1, b: 2 } }, '12'],
    ['#foreach($i in [1..5])#if($i == 3)#break#end$i#end!', {}, '12!'],
    ['#foreach($i in [1..5])$i#if($i == 2)#stop#end#end!', {}, '12'],
    [
      '#foreach($i in [1,2])#foreach($j in [1,2])$foreach.parent.count$foreach.first$velocityCount #end#end',
      {},
      '1true1 1false2 2true1 2false2 ',
    ],
    ['#foreach($i in [1])x#end$i', { i: 'kept' }, 'xkept'],
    ['#foreach($i in $missing)x#end#foreach($i in "text")y#end', {}, ''],
    ['#macro(greet $who)Hi $who!#end#greet("Ann")#greet($b)', { b: 'Bob' }, 'Hi Ann!Hi Bob!'],
    ['#later(1)#macro(later $x)<$x>#end', {}, '<1>'],
    ['#macro(box)[$!bodyContent]#end#@box()in$a#end', { a: 1 }, '[in1]'],
    ['#unknown(1, "a") #hash', {}, '#unknown(1, "a") #hash'],
    ['#define($d)<$n>#end#set($n = 1)$d#set($n = 2)$d', {}, '<1><2>'],
    ['#evaluate("#set($q = 2)$q")$q', {}, '22'],
    ['#literal()$a #if($b)#end#end', { a: 1 }, '$a #if($b)#end'],
    ['#[[ $a #if( ]]#', { a: 1 }, ' $a #if( '],
    [String.raw`\#if \\#if(true)x#end \#nothing`, {}, String.raw`#if \x \#nothing`],
    ['a ## to the end\nb #* within *# c', {}, 'a b  c'],
  ])('%s', (template, scope, expected) => {
    expect(render(template, scope)).toBe(expected);
  });

  test('#set leaves a variable as it was where there is no value', () => {
    expect(render('#set($a = 1)#set($a = $missing)$a')).toBe('1');
  });

  test("#set changes members of maps and lists, but nothing of the host's", () => {
    const given = { m: { a: 1 }, l: [1, 2] };
    expect(render('#set($m.b = 2)#set($m["c d"] = 3)#set($l[1] = 9)$m $l', given)).toBe('{a=1, b=2, c d=3} [1, 9]');
    expect(given).toEqual({ m: { a: 1 }, l: [1, 2] });
  });

  test('a loop ends after a thousand elements', () => {
    expect(render('#foreach($i in [1..5000])x#end')).toHaveLength(1000);
  });

  test('#return ends the template with a value, where the host knows it', () => {
    const { text, returned } = compileTemplate('a#if(true)#return({"id": [1]})#{end}b', { returns: true }).run({});
    expect([text, returned]).toEqual(['a', new Map([['id', [1]]])]);
    expect(compileTemplate('#return', { returns: true }).run({})).toEqual({ text: '', returned: null });
    expect(render('#return x')).toBe('#return x');
  });
});

describe('lines of directives', () => {
  test('a blank end of line goes with #if, #else, #end, #foreach and #set', () => {
    expect(render('a\n#if(true)  \nb\n#else\nc\n#end\nd')).toBe('a\nb\nd');
    expect(render('#foreach($i in [1,2])\n- $i\n#end\nx')).toBe('- 1\n- 2\nx');
    expect(render('#set($a = 1)\n#set($b = 2)\n$a$b')).toBe('12');
  });

  test('blanks before #set go with it unless a text ends with them', () => {
    expect(render('  #set($a = 1)x')).toBe('x');
    expect(render('#set($a = 1)\n  #set($b = 2)\nx')).toBe('x');
    expect(render('text\n  #set($a = 1)\nx')).toBe('text\n  x');
  });

  test('blanks before other directives stay', () => {
    expect(render('#if(true)\n  #if(true)x#end\n#end')).toBe('  x');
  });
});

describe('mistakes', () => {
  test.each([
    ['a\n  $b.c(', 2, 8],
    ['#if($a)', 1, 8],
    ['x#end', 1, 6],
    ['#set($a 1)', 1, 9],
    ['#foreach($i of $l)#end', 1, 13],
    ['${a', 1, 4],
    ['$a.b(1 + 2)', 1, 8],
    ['#set($a = "x)', 1, 11],
    ['#parse("x.vm")', 1, 7],
    ['#include("x")', 1, 9],
    ['#* never closed', 1, 1],
  ])('%j is told at line %i, column %i', (template, line, column) => {
    const error = thrownBy(() => compileTemplate(template));
    expect(error).toBeInstanceOf(VelocitySyntaxError);
    expect(error).toMatchObject({ line, column });
  });

  test('what would throw in Java ends the rendering', () => {
    for (const template of ['$s.substring(5)', '$l.get(9)', '$l[9]', '$n.parseInt("x")', '$s.replaceAll("(", "")']) {
      expect(() => render(template, { s: 'abc', l: [1], n: 1 })).toThrow(VelocityRenderError);
    }
  });
});

describe('what a template cannot do', () => {
  test('reach JavaScript behind a value', () => {
    const host = new HostObject({ methods: { name: () => 'host' } });
    const names = [
      'constructor',
      '__proto__',
      'prototype',
      'toString.call',
      'hasOwnProperty',
      'class',
      'methods',
      'run',
    ];
    for (const name of names) {
      for (const value of ['$s', '$l', '$m', '$n', '$h', '$f', '$d']) {
        const scope = { s: 'x', l: [1], m: { a: 1 }, n: 1, h: host, f: () => 'leak', d: new Date(0) };
        expect(literal(`${value}.${name} `, scope)).toContain(name);
        expect(literal(`${value}.${name}() `, scope)).toContain(name);
      }
    }
    expect(literal('$m.getClass() $s.getClass().forName("x")', { m: {}, s: '' })).toBe(
      '$m.getClass() $s.getClass().forName("x")',
    );
  });

  test('go on without end', () => {
    const endless = [
      '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])$c#end#end#end',
      '#set($s = "xxxxxxxx")#foreach($i in [1..60])#set($s = "$s$s")#end',
      '#macro(again)#again()#end#again()',
      '#define($d)$d#end$d',
      '#set($l = [1, 2])#foreach($i in [1..40])#set($l = [$l, $l])#end$l',
      '#set($l = [])#foreach($i in [1..1000])#set($x = $l.add($l))#end$l.hashCode()',
      '$s.matches("(a+)+b")',
      '#set($r = [1..2000000000])',
      '#set($n = 2)#foreach($i in [1..900])#set($n = $n * $n)#end$n.foo()#evaluate("$e")',
    ];
    const scope = { s: 'a'.repeat(50), e: '#evaluate("$e")' };
    for (const template of endless) {
      const started = performance.now();
      const error = thrownBy(() => render(template, scope));
      expect(error ?? new VelocityRenderError()).toBeInstanceOf(VelocityRenderError);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});

test('a host object offers its methods and properties, and gets values', () => {
  const seen: unknown[] = [];
  const inner = new HostObject({ methods: { up: ([text]) => (typeof text === 'string' ? text.toUpperCase() : null) } });
  const util = new HostObject({
    methods: { see: (args) => void seen.push(...args) },
    properties: { str: () => inner },
    text: () => 'util!',
  });
  expect(render('$util.see({"a": 1}, [2.0])$util.str.up("x") $util', { util })).toBe('X util!');
  expect(seen[0]).toEqual(new Map([['a', 1]]));
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
