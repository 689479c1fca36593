/** One function of the library, and those that it calls. */
interface LibraryFunction {
  readonly code: string;
  readonly needs?: readonly string[];
}

/**
 * Elementary functions in WGSL with about two units in the last place of float32, on every driver.
 *
 * The built-in ones are not used: WGSL allows them errors of 1e-5 and more (sin and cos 5e-4), some drivers return
 * NaN for tanh of large arguments, and none promises infinities. Range reductions are exact products of short
 * constants, so that they survive the contraction and reordering that WGSL allows.
 *
 * Sources: polynomials of Cephes (Moshier, single precision) for exp, log, sin, cos, tanh and atan; of Juffa (2015,
 * forum post «erff with maximum error below one unit») for erf.
 */
const library: Readonly<Record<string, LibraryFunction>> = {
  infinityOf: {
    code: `fn infinityOf() -> f32 {
  let bits = 0x7f800000u;
  return bitcast<f32>(bits);
}`,
  },
  nanOf: {
    code: `fn nanOf() -> f32 {
  let bits = 0x7fc00000u;
  return bitcast<f32>(bits);
}`,
  },
  isNan: {
    // By bits: a driver may assume that comparisons never see one.
    code: `fn isNan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
  },
  larger: {
    code: `fn larger(a: f32, b: f32) -> f32 {
  return select(b, a, a >= b || isNan(a));
}`,
    needs: ["isNan"],
  },
  smaller: {
    code: `fn smaller(a: f32, b: f32) -> f32 {
  return select(b, a, a <= b || isNan(a));
}`,
    needs: ["isNan"],
  },
  expOf: {
    code: `fn expOf(x: f32) -> f32 {
  if (x > 88.72284f) { return infinityOf(); }
  if (x < -103.97208f) { return 0f; }
  let k = floor(x * 1.44269504f + 0.5f);
  let r = fma(k, 2.12194440e-4f, fma(k, -0.693359375f, x));
  var p = fma(1.9875691500e-4f, r, 1.3981999507e-3f);
  p = fma(p, r, 8.3334519073e-3f);
  p = fma(p, r, 4.1665795894e-2f);
  p = fma(p, r, 1.6666665459e-1f);
  p = fma(p, r, 5.0000001201e-1f);
  p = fma(p * r, r, r) + 1f;
  let whole = i32(k);
  let half = whole / 2;
  return p * bitcast<f32>(u32(half + 127) << 23u) * bitcast<f32>(u32(whole - half + 127) << 23u);
}`,
    needs: ["infinityOf"],
  },
  expm1Of: {
    code: `fn expm1Of(x: f32) -> f32 {
  if (abs(x) >= 0.5f) { return expOf(x) - 1f; }
  var p = fma(2.4801587e-5f, x, 1.9841270e-4f);
  p = fma(p, x, 1.3888889e-3f);
  p = fma(p, x, 8.3333333e-3f);
  p = fma(p, x, 4.1666667e-2f);
  p = fma(p, x, 1.6666667e-1f);
  p = fma(p, x, 0.5f);
  return fma(p * x, x, x);
}`,
    needs: ["expOf"],
  },
  logNearOne: {
    // log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)].
    code: `fn logNearOne(f: f32) -> f32 {
  var p = fma(7.0376836292e-2f, f, -1.1514610310e-1f);
  p = fma(p, f, 1.1676998740e-1f);
  p = fma(p, f, -1.2420140846e-1f);
  p = fma(p, f, 1.4249322787e-1f);
  p = fma(p, f, -1.6668057665e-1f);
  p = fma(p, f, 2.0000714765e-1f);
  p = fma(p, f, -2.4999993993e-1f);
  p = fma(p, f, 3.3333331174e-1f);
  let square = f * f;
  return fma(p * f, square, -0.5f * square);
}`,
  },
  logOf: {
    code: `fn logOf(x: f32) -> f32 {
  if (isNan(x) || x < 0f) { return nanOf(); }
  if (x == 0f) { return -infinityOf(); }
  var bits = bitcast<u32>(x);
  if (bits == 0x7f800000u) { return x; }
  var exponent = 0;
  if (bits < 0x00800000u) {
    bits = bitcast<u32>(x * 8388608f);
    exponent = -23;
  }
  exponent += i32(bits >> 23u) - 127;
  var f = bitcast<f32>((bits & 0x007fffffu) | 0x3f800000u);
  if (f > 1.41421356f) {
    f *= 0.5f;
    exponent += 1;
  }
  f -= 1f;
  let e = f32(exponent);
  return fma(e, 0.693359375f, f + fma(e, -2.12194440e-4f, logNearOne(f)));
}`,
    needs: ["infinityOf", "nanOf", "isNan", "logNearOne"],
  },
  log1pOf: {
    code: `fn log1pOf(x: f32) -> f32 {
  if (x > -0.29f && x < 0.41f) { return x + logNearOne(x); }
  return logOf(1f + x);
}`,
    needs: ["logNearOne", "logOf"],
  },
  sineOf: {
    // sin(x + quarters pi / 2); exact reduction up to |x| = 8192, then an absolute error of about 1e-11 x^2.
    code: `fn sineOf(x: f32, quarters: i32) -> f32 {
  let k = floor(x * 0.636619772f + 0.5f);
  var r = fma(k, -1.5703125f, x);
  r = fma(k, -4.837512969970703125e-4f, r);
  r = fma(k, -7.549789954891e-8f, r);
  let z = r * r;
  let quadrant = (i32(k) + quarters) & 3;
  var value: f32;
  if ((quadrant & 1) == 0) {
    var p = fma(-1.9515295891e-4f, z, 8.3321608736e-3f);
    p = fma(p, z, -1.6666654611e-1f);
    value = fma(p * z, r, r);
  } else {
    var p = fma(2.443315711809948e-5f, z, -1.388731625493765e-3f);
    p = fma(p, z, 4.166664568298827e-2f);
    value = fma(p * z, z, fma(-0.5f, z, 1f));
  }
  return select(value, -value, quadrant >= 2);
}`,
  },
  tanhOf: {
    code: `fn tanhOf(x: f32) -> f32 {
  let a = abs(x);
  if (a < 0.625f) {
    let s = x * x;
    var p = fma(-5.70498872745e-3f, s, 2.06390887954e-2f);
    p = fma(p, s, -5.37397155531e-2f);
    p = fma(p, s, 1.33314422036e-1f);
    p = fma(p, s, -3.33332819422e-1f);
    return fma(p * s, x, x);
  }
  let far = 1f - 2f / (expOf(select(2f * a, 20f, a > 10f)) + 1f);
  return select(far, -far, x < 0f);
}`,
    needs: ["expOf"],
  },
  sigmoidOf: {
    // Of the two equal forms the one whose exponential is at most 1.
    code: `fn sigmoidOf(x: f32) -> f32 {
  let decay = expOf(-abs(x));
  return select(1f, decay, x < 0f) / (1f + decay);
}`,
    needs: ["expOf"],
  },
  erfOf: {
    code: `fn erfOf(x: f32) -> f32 {
  let t = abs(x);
  let s = x * x;
  if (t > 0.927734375f) {
    if (t > 4f) { return sign(x); }
    var p = fma(-1.72853470e-5f, t, 3.83197126e-4f);
    p = fma(p, s, fma(-3.88396438e-3f, t, 2.42546219e-2f));
    p = fma(p, t, -1.06777877e-1f);
    p = fma(p, t, -6.34846687e-1f);
    p = fma(p, t, -1.28717512e-1f);
    let far = 1f - expOf(fma(p, t, -t));
    return select(far, -far, x < 0f);
  }
  var p = fma(-5.96761703e-4f, s, 4.99119423e-3f);
  p = fma(p, s, -2.67681349e-2f);
  p = fma(p, s, 1.12819925e-1f);
  p = fma(p, s, -3.76125336e-1f);
  p = fma(p, s, 1.28379166e-1f);
  return fma(p, x, x);
}`,
    needs: ["expOf"],
  },
  atanOf: {
    code: `fn atanOf(x: f32) -> f32 {
  let a = abs(x);
  var base = 0f;
  var t = a;
  if (a > 2.41421356f) {
    base = 1.57079633f;
    t = -1f / a;
  } else if (a > 0.414213562f) {
    base = 0.785398163f;
    t = (a - 1f) / (a + 1f);
  }
  let z = t * t;
  var p = fma(8.05374449538e-2f, z, -1.38776856032e-1f);
  p = fma(p, z, 1.99777106478e-1f);
  p = fma(p, z, -3.33329491539e-1f);
  let value = base + fma(p * z, t, t);
  return select(value, -value, x < 0f);
}`,
  },
  atan2Of: {
    // The signs of zeros and infinities as in JavaScript: Math.atan2(y, x).
    code: `fn atan2Of(y: f32, x: f32) -> f32 {
  if (isNan(x) || isNan(y)) { return nanOf(); }
  let ax = abs(x);
  let ay = abs(y);
  var angle = 0f;
  if (ax == ay && ax != 0f) {
    angle = 0.785398163f;
  } else if (ay > ax) {
    angle = 1.57079633f - atanOf(ax / ay);
  } else if (ay > 0f) {
    angle = atanOf(ay / ax);
  }
  if ((bitcast<u32>(x) >> 31u) == 1u) { angle = 3.14159265f - angle; }
  return select(angle, -angle, (bitcast<u32>(y) >> 31u) == 1u);
}`,
    needs: ["isNan", "nanOf", "atanOf"],
  },
  powOf: {
    // A negative base has a power for whole exponents only; the relative error grows to 1e-5 at the ends of the range.
    code: `fn powOf(a: f32, b: f32) -> f32 {
  if (b == 0f) { return 1f; }
  if (isNan(a) || isNan(b)) { return nanOf(); }
  let base = logOf(abs(a));
  let product = b * base;
  let size = expOf(product);
  let rest = fma(b, base, -product);
  var value = select(size, fma(size, rest, size), size > 0f && size < 3e38f && abs(rest) < 1e-3f);
  if ((bitcast<u32>(a) >> 31u) == 0u) { return value; }
  if (floor(b) != b) { return select(nanOf(), value, a == 0f); }
  let odd = abs(b) < 16777216f && (i32(b) & 1) == 1;
  return select(value, -value, odd);
}`,
    needs: ["isNan", "nanOf", "logOf", "expOf"],
  },
  highPart: {
    // The upper twelve bits of the significand: products of two such parts are exact, also without fused multiply-add.
    code: `fn highPart(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
}`,
  },
  remainderOf: {
    code: `fn remainderOf(a: f32, b: f32) -> f32 {
  let q = trunc(a / b);
  let qHigh = highPart(q);
  let qLow = q - qHigh;
  let bHigh = highPart(b);
  let bLow = b - bHigh;
  var rest = fma(-qHigh, bHigh, a);
  rest = fma(-qLow, bHigh, rest);
  rest = fma(-qHigh, bLow, rest);
  rest = fma(-qLow, bLow, rest);
  // The rounded quotient may be one off in either direction.
  if (abs(rest) >= abs(b)) { rest -= select(-b, b, (rest < 0f) == (b < 0f)); }
  return select(rest, rest + b, rest != 0f && (rest < 0f) != (b < 0f));
}`,
    needs: ["highPart"],
  },
};

/** The text of the named functions and of all that they call, each once, callees first. */
export function libraryText(names: Iterable<string>): string {
  const written = new Set<string>();
  const texts: string[] = [];
  const write = (name: string): void => {
    if (written.has(name)) return;
    written.add(name);
    const { code, needs = [] } = library[name];
    needs.forEach(write);
    texts.push(code);
  };
  [...names].toSorted().forEach(write);
  return texts.join("\n");
}
