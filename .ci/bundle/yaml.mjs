// What src uses of yaml: one file for all the modules that read or write it.
export {
  Composer,
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Pair,
  parse,
  Parser,
  Scalar,
  stringify,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
