import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 7349:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveBlockMap = __nccwpck_require__(7103);
var resolveBlockSeq = __nccwpck_require__(334);
var resolveFlowCollection = __nccwpck_require__(3142);

function resolveCollection(CN, ctx, token, onError, tagName, tag) {
    const coll = token.type === 'block-map'
        ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag)
        : token.type === 'block-seq'
            ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag)
            : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
    const Coll = coll.constructor;
    // If we got a tagName matching the class, or the tag name is '!',
    // then use the tagName from the node class used to create it.
    if (tagName === '!' || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
    }
    if (tagName)
        coll.tag = tagName;
    return coll;
}
function composeCollection(CN, ctx, token, props, onError) {
    const tagToken = props.tag;
    const tagName = !tagToken
        ? null
        : ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg));
    if (token.type === 'block-seq') {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken
            ? anchor.offset > tagToken.offset
                ? anchor
                : tagToken
            : (anchor ?? tagToken);
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
            const message = 'Missing newline after block sequence props';
            onError(lastProp, 'MISSING_CHAR', message);
        }
    }
    const expType = token.type === 'block-map'
        ? 'map'
        : token.type === 'block-seq'
            ? 'seq'
            : token.start.source === '{'
                ? 'map'
                : 'seq';
    // shortcut: check if it's a generic YAMLMap or YAMLSeq
    // before jumping into the custom tag logic.
    if (!tagToken ||
        !tagName ||
        tagName === '!' ||
        (tagName === YAMLMap.YAMLMap.tagName && expType === 'map') ||
        (tagName === YAMLSeq.YAMLSeq.tagName && expType === 'seq')) {
        return resolveCollection(CN, ctx, token, onError, tagName);
    }
    let tag = ctx.schema.tags.find(t => t.tag === tagName && t.collection === expType);
    if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
            ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
            tag = kt;
        }
        else {
            if (kt) {
                onError(tagToken, 'BAD_COLLECTION_TYPE', `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? 'scalar'}`, true);
            }
            else {
                onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, true);
            }
            return resolveCollection(CN, ctx, token, onError, tagName);
        }
    }
    const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
    const res = tag.resolve?.(coll, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg), ctx.options) ?? coll;
    const node = identity.isNode(res)
        ? res
        : new Scalar.Scalar(res);
    node.range = coll.range;
    node.tag = tagName;
    if (tag?.format)
        node.format = tag.format;
    return node;
}

exports.composeCollection = composeCollection;


/***/ }),

/***/ 3683:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Document = __nccwpck_require__(3021);
var composeNode = __nccwpck_require__(5937);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);

function composeDoc(options, directives, { offset, start, value, end }, onError) {
    const opts = Object.assign({ _directives: directives }, options);
    const doc = new Document.Document(undefined, opts);
    const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
    };
    const props = resolveProps.resolveProps(start, {
        indicator: 'doc-start',
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
    });
    if (props.found) {
        doc.directives.docStart = true;
        if (value &&
            (value.type === 'block-map' || value.type === 'block-seq') &&
            !props.hasNewline)
            onError(props.end, 'MISSING_CHAR', 'Block collection cannot start on same line with directives-end marker');
    }
    // @ts-expect-error If Contents is set, let's trust the user
    doc.contents = value
        ? composeNode.composeNode(ctx, value, props, onError)
        : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
    const contentEnd = doc.contents.range[2];
    const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
    if (re.comment)
        doc.comment = re.comment;
    doc.range = [offset, contentEnd, re.offset];
    return doc;
}

exports.composeDoc = composeDoc;


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var composeCollection = __nccwpck_require__(7349);
var composeScalar = __nccwpck_require__(5413);
var resolveEnd = __nccwpck_require__(7788);
var utilEmptyScalarPosition = __nccwpck_require__(2599);

const CN = { composeNode, composeEmptyNode };
function composeNode(ctx, token, props, onError) {
    const atKey = ctx.atKey;
    const { spaceBefore, comment, anchor, tag } = props;
    let node;
    let isSrcToken = true;
    switch (token.type) {
        case 'alias':
            node = composeAlias(ctx, token, onError);
            if (anchor || tag)
                onError(token, 'ALIAS_PROPS', 'An alias node must not specify any properties');
            break;
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'block-scalar':
            node = composeScalar.composeScalar(ctx, token, tag, onError);
            if (anchor)
                node.anchor = anchor.source.substring(1);
            break;
        case 'block-map':
        case 'block-seq':
        case 'flow-collection':
            try {
                node = composeCollection.composeCollection(CN, ctx, token, props, onError);
                if (anchor)
                    node.anchor = anchor.source.substring(1);
            }
            catch (error) {
                // Almost certainly here due to a stack overflow
                const message = error instanceof Error ? error.message : String(error);
                onError(token, 'RESOURCE_EXHAUSTION', message);
            }
            break;
        default: {
            const message = token.type === 'error'
                ? token.message
                : `Unsupported token (type: ${token.type})`;
            onError(token, 'UNEXPECTED_TOKEN', message);
            isSrcToken = false;
        }
    }
    node ?? (node = composeEmptyNode(ctx, token.offset, undefined, null, props, onError));
    if (anchor && node.anchor === '')
        onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    if (atKey &&
        ctx.options.stringKeys &&
        (!identity.isScalar(node) ||
            typeof node.value !== 'string' ||
            (node.tag && node.tag !== 'tag:yaml.org,2002:str'))) {
        const msg = 'With stringKeys, all keys must be strings';
        onError(tag ?? token, 'NON_STRING_KEY', msg);
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        if (token.type === 'scalar' && token.source === '')
            node.comment = comment;
        else
            node.commentBefore = comment;
    }
    // @ts-expect-error Type checking misses meaning of isSrcToken
    if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
    return node;
}
function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
    const token = {
        type: 'scalar',
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ''
    };
    const node = composeScalar.composeScalar(ctx, token, tag, onError);
    if (anchor) {
        node.anchor = anchor.source.substring(1);
        if (node.anchor === '')
            onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        node.comment = comment;
        node.range[2] = end;
    }
    return node;
}
function composeAlias({ options }, { offset, source, end }, onError) {
    const alias = new Alias.Alias(source.substring(1));
    if (alias.source === '')
        onError(offset, 'BAD_ALIAS', 'Alias cannot be an empty string');
    if (alias.source.endsWith(':'))
        onError(offset + source.length - 1, 'BAD_ALIAS', 'Alias ending in : is ambiguous', true);
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
    alias.range = [offset, valueEnd, re.offset];
    if (re.comment)
        alias.comment = re.comment;
    return alias;
}

exports.composeEmptyNode = composeEmptyNode;
exports.composeNode = composeNode;


/***/ }),

/***/ 5413:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);

function composeScalar(ctx, token, tagToken, onError) {
    const { value, type, comment, range } = token.type === 'block-scalar'
        ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError)
        : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
    const tagName = tagToken
        ? ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg))
        : null;
    let tag;
    if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
    }
    else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
    else if (token.type === 'scalar')
        tag = findScalarTagByTest(ctx, value, token, onError);
    else
        tag = ctx.schema[identity.SCALAR];
    let scalar;
    try {
        const res = tag.resolve(value, msg => onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
    }
    catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg);
        scalar = new Scalar.Scalar(value);
    }
    scalar.range = range;
    scalar.source = value;
    if (type)
        scalar.type = type;
    if (tagName)
        scalar.tag = tagName;
    if (tag.format)
        scalar.format = tag.format;
    if (comment)
        scalar.comment = comment;
    return scalar;
}
function findScalarTagByName(schema, value, tagName, tagToken, onError) {
    if (tagName === '!')
        return schema[identity.SCALAR]; // non-specific tag
    const matchWithTest = [];
    for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
            if (tag.default && tag.test)
                matchWithTest.push(tag);
            else
                return tag;
        }
    }
    for (const tag of matchWithTest)
        if (tag.test?.test(value))
            return tag;
    const kt = schema.knownTags[tagName];
    if (kt && !kt.collection) {
        // Ensure that the known tag is available for stringifying,
        // but does not get used by default.
        schema.tags.push(Object.assign({}, kt, { default: false, test: undefined }));
        return kt;
    }
    onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, tagName !== 'tag:yaml.org,2002:str');
    return schema[identity.SCALAR];
}
function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
    const tag = schema.tags.find(tag => (tag.default === true || (atKey && tag.default === 'key')) &&
        tag.test?.test(value)) || schema[identity.SCALAR];
    if (schema.compat) {
        const compat = schema.compat.find(tag => tag.default && tag.test?.test(value)) ??
            schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
            const ts = directives.tagString(tag.tag);
            const cs = directives.tagString(compat.tag);
            const msg = `Value may be parsed as either ${ts} or ${cs}`;
            onError(token, 'TAG_RESOLVE_FAILED', msg, true);
        }
    }
    return tag;
}

exports.composeScalar = composeScalar;


/***/ }),

/***/ 9984:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var directives = __nccwpck_require__(1342);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var identity = __nccwpck_require__(1127);
var composeDoc = __nccwpck_require__(3683);
var resolveEnd = __nccwpck_require__(7788);

function getErrorPos(src) {
    if (typeof src === 'number')
        return [src, src + 1];
    if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
    const { offset, source } = src;
    return [offset, offset + (typeof source === 'string' ? source.length : 1)];
}
function parsePrelude(prelude) {
    let comment = '';
    let atComment = false;
    let afterEmptyLine = false;
    for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
            case '#':
                comment +=
                    (comment === '' ? '' : afterEmptyLine ? '\n\n' : '\n') +
                        (source.substring(1) || ' ');
                atComment = true;
                afterEmptyLine = false;
                break;
            case '%':
                if (prelude[i + 1]?.[0] !== '#')
                    i += 1;
                atComment = false;
                break;
            default:
                // This may be wrong after doc-end, but in that case it doesn't matter
                if (!atComment)
                    afterEmptyLine = true;
                atComment = false;
        }
    }
    return { comment, afterEmptyLine };
}
/**
 * Compose a stream of CST nodes into a stream of YAML Documents.
 *
 * ```ts
 * import { Composer, Parser } from 'yaml'
 *
 * const src: string = ...
 * const tokens = new Parser().parse(src)
 * const docs = new Composer().compose(tokens)
 * ```
 */
class Composer {
    constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
            const pos = getErrorPos(source);
            if (warning)
                this.warnings.push(new errors.YAMLWarning(pos, code, message));
            else
                this.errors.push(new errors.YAMLParseError(pos, code, message));
        };
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        this.directives = new directives.Directives({ version: options.version || '1.2' });
        this.options = options;
    }
    decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        //console.log({ dc: doc.comment, prelude, comment })
        if (comment) {
            const dc = doc.contents;
            if (afterDoc) {
                doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
            }
            else if (afterEmptyLine || doc.directives.docStart || !dc) {
                doc.commentBefore = comment;
            }
            else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
                let it = dc.items[0];
                if (identity.isPair(it))
                    it = it.key;
                const cb = it.commentBefore;
                it.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
            else {
                const cb = dc.commentBefore;
                dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
        }
        if (afterDoc) {
            for (let i = 0; i < this.errors.length; ++i)
                doc.errors.push(this.errors[i]);
            for (let i = 0; i < this.warnings.length; ++i)
                doc.warnings.push(this.warnings[i]);
        }
        else {
            doc.errors = this.errors;
            doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
    }
    /**
     * Current stream status information.
     *
     * Mostly useful at the end of input for an empty stream.
     */
    streamInfo() {
        return {
            comment: parsePrelude(this.prelude).comment,
            directives: this.directives,
            errors: this.errors,
            warnings: this.warnings
        };
    }
    /**
     * Compose tokens into documents.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
            yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
    }
    /** Advance the composer by one CST token. */
    *next(token) {
        if (node_process.env.LOG_STREAM)
            console.dir(token, { depth: null });
        switch (token.type) {
            case 'directive':
                this.directives.add(token.source, (offset, message, warning) => {
                    const pos = getErrorPos(token);
                    pos[0] += offset;
                    this.onError(pos, 'BAD_DIRECTIVE', message, warning);
                });
                this.prelude.push(token.source);
                this.atDirectives = true;
                break;
            case 'document': {
                const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
                if (this.atDirectives && !doc.directives.docStart)
                    this.onError(token, 'MISSING_CHAR', 'Missing directives-end/doc-start indicator line');
                this.decorate(doc, false);
                if (this.doc)
                    yield this.doc;
                this.doc = doc;
                this.atDirectives = false;
                break;
            }
            case 'byte-order-mark':
            case 'space':
                break;
            case 'comment':
            case 'newline':
                this.prelude.push(token.source);
                break;
            case 'error': {
                const msg = token.source
                    ? `${token.message}: ${JSON.stringify(token.source)}`
                    : token.message;
                const error = new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg);
                if (this.atDirectives || !this.doc)
                    this.errors.push(error);
                else
                    this.doc.errors.push(error);
                break;
            }
            case 'doc-end': {
                if (!this.doc) {
                    const msg = 'Unexpected doc-end without preceding document';
                    this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg));
                    break;
                }
                this.doc.directives.docEnd = true;
                const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
                this.decorate(this.doc, true);
                if (end.comment) {
                    const dc = this.doc.comment;
                    this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
                }
                this.doc.range[2] = end.offset;
                break;
            }
            default:
                this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', `Unsupported token ${token.type}`));
        }
    }
    /**
     * Call at end of input to yield any remaining document.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
            this.decorate(this.doc, true);
            yield this.doc;
            this.doc = null;
        }
        else if (forceDoc) {
            const opts = Object.assign({ _directives: this.directives }, this.options);
            const doc = new Document.Document(undefined, opts);
            if (this.atDirectives)
                this.onError(endOffset, 'MISSING_CHAR', 'Missing directives-end indicator line');
            doc.range = [0, endOffset, endOffset];
            this.decorate(doc, false);
            yield doc;
        }
    }
}

exports.Composer = Composer;


/***/ }),

/***/ 7103:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilFlowIndentCheck = __nccwpck_require__(4051);
var utilMapIncludes = __nccwpck_require__(1187);

const startColMsg = 'All mapping items must start at the same column';
function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
    const map = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    let offset = bm.offset;
    let commentEnd = null;
    for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        // key properties
        const keyProps = resolveProps.resolveProps(start, {
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: bm.indent,
            startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
            if (key) {
                if (key.type === 'block-seq')
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'A block sequence may not be used as an implicit map key');
                else if ('indent' in key && key.indent !== bm.indent)
                    onError(offset, 'BAD_INDENT', startColMsg);
            }
            if (!keyProps.anchor && !keyProps.tag && !sep) {
                commentEnd = keyProps.end;
                if (keyProps.comment) {
                    if (map.comment)
                        map.comment += '\n' + keyProps.comment;
                    else
                        map.comment = keyProps.comment;
                }
                continue;
            }
            if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
                onError(key ?? start[start.length - 1], 'MULTILINE_IMPLICIT_KEY', 'Implicit keys need to be on a single line');
            }
        }
        else if (keyProps.found?.indent !== bm.indent) {
            onError(offset, 'BAD_INDENT', startColMsg);
        }
        // key value
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key
            ? composeNode(ctx, key, keyProps, onError)
            : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
            onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
        // value properties
        const valueProps = resolveProps.resolveProps(sep ?? [], {
            indicator: 'map-value-ind',
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: bm.indent,
            startOnNewline: !key || key.type === 'block-scalar'
        });
        offset = valueProps.end;
        if (valueProps.found) {
            if (implicitKey) {
                if (value?.type === 'block-map' && !valueProps.hasNewline)
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'Nested mappings are not allowed in compact mappings');
                if (ctx.options.strict &&
                    keyProps.start < valueProps.found.offset - 1024)
                    onError(keyNode.range, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit block mapping key');
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
            if (ctx.schema.compat)
                utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
            offset = valueNode.range[2];
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
        else {
            // key with no value
            if (implicitKey)
                onError(keyNode.range, 'MISSING_CHAR', 'Implicit map keys need to be followed by map values');
            if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
    }
    if (commentEnd && commentEnd < offset)
        onError(commentEnd, 'IMPOSSIBLE', 'Map comment with trailing content');
    map.range = [bm.offset, offset, commentEnd ?? offset];
    return map;
}

exports.resolveBlockMap = resolveBlockMap;


/***/ }),

/***/ 8913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function resolveBlockScalar(ctx, scalar, onError) {
    const start = scalar.offset;
    const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
    if (!header)
        return { value: '', type: null, comment: '', range: [start, start, start] };
    const type = header.mode === '>' ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
    const lines = scalar.source ? splitLines(scalar.source) : [];
    // determine the end of content & start of chomping
    let chompStart = lines.length;
    for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === '' || content === '\r')
            chompStart = i;
        else
            break;
    }
    // shortcut for empty contents
    if (chompStart === 0) {
        const value = header.chomp === '+' && lines.length > 0
            ? '\n'.repeat(Math.max(1, lines.length - 1))
            : '';
        let end = start + header.length;
        if (scalar.source)
            end += scalar.source.length;
        return { value, type, comment: header.comment, range: [start, end, end] };
    }
    // find the indentation level to trim from start
    let trimIndent = scalar.indent + header.indent;
    let offset = scalar.offset + header.length;
    let contentStart = 0;
    for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === '' || content === '\r') {
            if (header.indent === 0 && indent.length > trimIndent)
                trimIndent = indent.length;
        }
        else {
            if (indent.length < trimIndent) {
                const message = 'Block scalars with more-indented leading empty lines must use an explicit indentation indicator';
                onError(offset + indent.length, 'MISSING_CHAR', message);
            }
            if (header.indent === 0)
                trimIndent = indent.length;
            contentStart = i;
            if (trimIndent === 0 && !ctx.atRoot) {
                const message = 'Block scalar values in collections must be indented';
                onError(offset, 'BAD_INDENT', message);
            }
            break;
        }
        offset += indent.length + content.length + 1;
    }
    // include trailing more-indented empty lines in content
    for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
            chompStart = i + 1;
    }
    let value = '';
    let sep = '';
    let prevMoreIndented = false;
    // leading whitespace is kept intact
    for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + '\n';
    for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === '\r';
        if (crlf)
            content = content.slice(0, -1);
        /* istanbul ignore if already caught in lexer */
        if (content && indent.length < trimIndent) {
            const src = header.indent
                ? 'explicit indentation indicator'
                : 'first line';
            const message = `Block scalar lines must not be less indented than their ${src}`;
            onError(offset - content.length - (crlf ? 2 : 1), 'BAD_INDENT', message);
            indent = '';
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
        }
        else if (indent.length > trimIndent || content[0] === '\t') {
            // more-indented content within a folded block
            if (sep === ' ')
                sep = '\n';
            else if (!prevMoreIndented && sep === '\n')
                sep = '\n\n';
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
            prevMoreIndented = true;
        }
        else if (content === '') {
            // empty line
            if (sep === '\n')
                value += '\n';
            else
                sep = '\n';
        }
        else {
            value += sep + content;
            sep = ' ';
            prevMoreIndented = false;
        }
    }
    switch (header.chomp) {
        case '-':
            break;
        case '+':
            for (let i = chompStart; i < lines.length; ++i)
                value += '\n' + lines[i][0].slice(trimIndent);
            if (value[value.length - 1] !== '\n')
                value += '\n';
            break;
        default:
            value += '\n';
    }
    const end = start + header.length + scalar.source.length;
    return { value, type, comment: header.comment, range: [start, end, end] };
}
function parseBlockScalarHeader({ offset, props }, strict, onError) {
    /* istanbul ignore if should not happen */
    if (props[0].type !== 'block-scalar-header') {
        onError(props[0], 'IMPOSSIBLE', 'Block scalar header not found');
        return null;
    }
    const { source } = props[0];
    const mode = source[0];
    let indent = 0;
    let chomp = '';
    let error = -1;
    for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === '-' || ch === '+'))
            chomp = ch;
        else {
            const n = Number(ch);
            if (!indent && n)
                indent = n;
            else if (error === -1)
                error = offset + i;
        }
    }
    if (error !== -1)
        onError(error, 'UNEXPECTED_TOKEN', `Block scalar header includes extra characters: ${source}`);
    let hasSpace = false;
    let comment = '';
    let length = source.length;
    for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
            case 'space':
                hasSpace = true;
            // fallthrough
            case 'newline':
                length += token.source.length;
                break;
            case 'comment':
                if (strict && !hasSpace) {
                    const message = 'Comments must be separated from other tokens by white space characters';
                    onError(token, 'MISSING_CHAR', message);
                }
                length += token.source.length;
                comment = token.source.substring(1);
                break;
            case 'error':
                onError(token, 'UNEXPECTED_TOKEN', token.message);
                length += token.source.length;
                break;
            /* istanbul ignore next should not happen */
            default: {
                const message = `Unexpected token in block scalar header: ${token.type}`;
                onError(token, 'UNEXPECTED_TOKEN', message);
                const ts = token.source;
                if (ts && typeof ts === 'string')
                    length += ts.length;
            }
        }
    }
    return { mode, indent, chomp, comment, length };
}
/** @returns Array of lines split up as `[indent, content]` */
function splitLines(source) {
    const split = source.split(/\n( *)/);
    const first = split[0];
    const m = first.match(/^( *)/);
    const line0 = m?.[1]
        ? [m[1], first.slice(m[1].length)]
        : ['', first];
    const lines = [line0];
    for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
    return lines;
}

exports.resolveBlockScalar = resolveBlockScalar;


/***/ }),

/***/ 334:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var YAMLSeq = __nccwpck_require__(2223);
var resolveProps = __nccwpck_require__(4631);
var utilFlowIndentCheck = __nccwpck_require__(4051);

function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
    const seq = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = bs.offset;
    let commentEnd = null;
    for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
            indicator: 'seq-item-ind',
            next: value,
            offset,
            onError,
            parentIndent: bs.indent,
            startOnNewline: true
        });
        if (!props.found) {
            if (props.anchor || props.tag || value) {
                if (value?.type === 'block-seq')
                    onError(props.end, 'BAD_INDENT', 'All sequence items must start at the same column');
                else
                    onError(offset, 'MISSING_CHAR', 'Sequence item without - indicator');
            }
            else {
                commentEnd = props.end;
                if (props.comment)
                    seq.comment = props.comment;
                continue;
            }
        }
        const node = value
            ? composeNode(ctx, value, props, onError)
            : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
    }
    seq.range = [bs.offset, offset, commentEnd ?? offset];
    return seq;
}

exports.resolveBlockSeq = resolveBlockSeq;


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack_module, exports) => {



function resolveEnd(end, offset, reqSpace, onError) {
    let comment = '';
    if (end) {
        let hasSpace = false;
        let sep = '';
        for (const token of end) {
            const { source, type } = token;
            switch (type) {
                case 'space':
                    hasSpace = true;
                    break;
                case 'comment': {
                    if (reqSpace && !hasSpace)
                        onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                    const cb = source.substring(1) || ' ';
                    if (!comment)
                        comment = cb;
                    else
                        comment += sep + cb;
                    sep = '';
                    break;
                }
                case 'newline':
                    if (comment)
                        sep += source;
                    hasSpace = true;
                    break;
                default:
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${type} at node end`);
            }
            offset += source.length;
        }
    }
    return { comment, offset };
}

exports.resolveEnd = resolveEnd;


/***/ }),

/***/ 3142:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilMapIncludes = __nccwpck_require__(1187);

const blockMsg = 'Block collections are not allowed within flow collections';
const isBlock = (token) => token && (token.type === 'block-map' || token.type === 'block-seq');
function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
    const isMap = fc.start.source === '{';
    const fcName = isMap ? 'flow map' : 'flow sequence';
    const NodeClass = (tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq));
    const coll = new NodeClass(ctx.schema);
    coll.flow = true;
    const atRoot = ctx.atRoot;
    if (atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = fc.offset + fc.start.source.length;
    for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
            flow: fcName,
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
        });
        if (!props.found) {
            if (!props.anchor && !props.tag && !sep && !value) {
                if (i === 0 && props.comma)
                    onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
                else if (i < fc.items.length - 1)
                    onError(props.start, 'UNEXPECTED_TOKEN', `Unexpected empty item in ${fcName}`);
                if (props.comment) {
                    if (coll.comment)
                        coll.comment += '\n' + props.comment;
                    else
                        coll.comment = props.comment;
                }
                offset = props.end;
                continue;
            }
            if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key))
                onError(key, // checked by containsNewline()
                'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
        }
        if (i === 0) {
            if (props.comma)
                onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
        }
        else {
            if (!props.comma)
                onError(props.start, 'MISSING_CHAR', `Missing , between ${fcName} items`);
            if (props.comment) {
                let prevItemComment = '';
                loop: for (const st of start) {
                    switch (st.type) {
                        case 'comma':
                        case 'space':
                            break;
                        case 'comment':
                            prevItemComment = st.source.substring(1);
                            break loop;
                        default:
                            break loop;
                    }
                }
                if (prevItemComment) {
                    let prev = coll.items[coll.items.length - 1];
                    if (identity.isPair(prev))
                        prev = prev.value ?? prev.key;
                    if (prev.comment)
                        prev.comment += '\n' + prevItemComment;
                    else
                        prev.comment = prevItemComment;
                    props.comment = props.comment.substring(prevItemComment.length + 1);
                }
            }
        }
        if (!isMap && !sep && !props.found) {
            // item is a value in a seq
            // → key & sep are empty, start does not include ? or :
            const valueNode = value
                ? composeNode(ctx, value, props, onError)
                : composeEmptyNode(ctx, props.end, sep, null, props, onError);
            coll.items.push(valueNode);
            offset = valueNode.range[2];
            if (isBlock(value))
                onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
        }
        else {
            // item is a key+value pair
            // key value
            ctx.atKey = true;
            const keyStart = props.end;
            const keyNode = key
                ? composeNode(ctx, key, props, onError)
                : composeEmptyNode(ctx, keyStart, start, null, props, onError);
            if (isBlock(key))
                onError(keyNode.range, 'BLOCK_IN_FLOW', blockMsg);
            ctx.atKey = false;
            // value properties
            const valueProps = resolveProps.resolveProps(sep ?? [], {
                flow: fcName,
                indicator: 'map-value-ind',
                next: value,
                offset: keyNode.range[2],
                onError,
                parentIndent: fc.indent,
                startOnNewline: false
            });
            if (valueProps.found) {
                if (!isMap && !props.found && ctx.options.strict) {
                    if (sep)
                        for (const st of sep) {
                            if (st === valueProps.found)
                                break;
                            if (st.type === 'newline') {
                                onError(st, 'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
                                break;
                            }
                        }
                    if (props.start < valueProps.found.offset - 1024)
                        onError(valueProps.found, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit flow sequence key');
                }
            }
            else if (value) {
                if ('source' in value && value.source?.[0] === ':')
                    onError(value, 'MISSING_CHAR', `Missing space after : in ${fcName}`);
                else
                    onError(valueProps.start, 'MISSING_CHAR', `Missing , or : between ${fcName} items`);
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : valueProps.found
                    ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError)
                    : null;
            if (valueNode) {
                if (isBlock(value))
                    onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
            }
            else if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            if (isMap) {
                const map = coll;
                if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
                    onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
                map.items.push(pair);
            }
            else {
                const map = new YAMLMap.YAMLMap(ctx.schema);
                map.flow = true;
                map.items.push(pair);
                const endRange = (valueNode ?? keyNode).range;
                map.range = [keyNode.range[0], endRange[1], endRange[2]];
                coll.items.push(map);
            }
            offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
    }
    const expectedEnd = isMap ? '}' : ']';
    const [ce, ...ee] = fc.end;
    let cePos = offset;
    if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
    else {
        const name = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot
            ? `${name} must end with a ${expectedEnd}`
            : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? 'MISSING_CHAR' : 'BAD_INDENT', msg);
        if (ce && ce.source.length !== 1)
            ee.unshift(ce);
    }
    if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
            if (coll.comment)
                coll.comment += '\n' + end.comment;
            else
                coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
    }
    else {
        coll.range = [fc.offset, cePos, cePos];
    }
    return coll;
}

exports.resolveFlowCollection = resolveFlowCollection;


/***/ }),

/***/ 6842:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var resolveEnd = __nccwpck_require__(7788);

function resolveFlowScalar(scalar, strict, onError) {
    const { offset, type, source, end } = scalar;
    let _type;
    let value;
    const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
    switch (type) {
        case 'scalar':
            _type = Scalar.Scalar.PLAIN;
            value = plainValue(source, _onError);
            break;
        case 'single-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_SINGLE;
            value = singleQuotedValue(source, _onError);
            break;
        case 'double-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_DOUBLE;
            value = doubleQuotedValue(source, _onError);
            break;
        /* istanbul ignore next should not happen */
        default:
            onError(scalar, 'UNEXPECTED_TOKEN', `Expected a flow scalar value, but found: ${type}`);
            return {
                value: '',
                type: null,
                comment: '',
                range: [offset, offset + source.length, offset + source.length]
            };
    }
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
    return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
    };
}
function plainValue(source, onError) {
    let badChar = '';
    switch (source[0]) {
        /* istanbul ignore next should not happen */
        case '\t':
            badChar = 'a tab character';
            break;
        case ',':
            badChar = 'flow indicator character ,';
            break;
        case '%':
            badChar = 'directive indicator character %';
            break;
        case '|':
        case '>': {
            badChar = `block scalar indicator ${source[0]}`;
            break;
        }
        case '@':
        case '`': {
            badChar = `reserved character ${source[0]}`;
            break;
        }
    }
    if (badChar)
        onError(0, 'BAD_SCALAR_START', `Plain value cannot start with ${badChar}`);
    return unfoldLines(source);
}
function singleQuotedValue(source, onError) {
    if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, 'MISSING_CHAR', "Missing closing 'quote");
    return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
}
function unfoldLines(source) {
    const line = /(.*?)\r?\n/sy;
    let match = line.exec(source);
    if (!match)
        return source;
    /**
     * The negative lookbehinds in these RegExps are to
     * prevent causing a polynomial search time in certain cases.
     *
     * The try-catch is for Safari < 16.4 and other old browsers:
     * https://caniuse.com/js-regexp-lookbehind
     */
    let trimEnd, trimBoth;
    try {
        trimEnd = new RegExp('(?<![ \t])[ \t]+$');
        trimBoth = new RegExp('^[ \t]+|(?<![ \t])[ \t]+$', 'g');
    }
    catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
    }
    let res = match[1].replace(trimEnd, '');
    let sep = ' ';
    let pos = line.lastIndex;
    while ((match = line.exec(source))) {
        const lm = match[1].replace(trimBoth, '');
        if (lm === '') {
            if (sep === '\n')
                res += sep;
            else
                sep = '\n';
        }
        else {
            res += sep + lm;
            sep = ' ';
        }
        pos = line.lastIndex;
    }
    const last = /[ \t]*(.*)/sy;
    last.lastIndex = pos;
    match = last.exec(source);
    return res + sep + (match?.[1] ?? '');
}
function doubleQuotedValue(source, onError) {
    let res = '';
    for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === '\r' && source[i + 1] === '\n')
            continue;
        if (ch === '\n') {
            const { fold, offset } = foldNewline(source, i);
            res += fold;
            i = offset;
        }
        else if (ch === '\\') {
            let next = source[++i];
            const cc = escapeCodes[next];
            if (cc)
                res += cc;
            else if (next === '\n') {
                // skip escaped newlines, but still trim the following line
                next = source[i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === '\r' && source[i + 1] === '\n') {
                // skip escaped CRLF newlines, but still trim the following line
                next = source[++i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === 'x' || next === 'u' || next === 'U') {
                const length = next === 'x' ? 2 : next === 'u' ? 4 : 8;
                res += parseCharCode(source, i + 1, length, onError);
                i += length;
            }
            else {
                const raw = source.substr(i - 1, 2);
                onError(i - 1, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
                res += raw;
            }
        }
        else if (ch === ' ' || ch === '\t') {
            // trim trailing whitespace
            const wsStart = i;
            let next = source[i + 1];
            while (next === ' ' || next === '\t')
                next = source[++i + 1];
            if (next !== '\n' && !(next === '\r' && source[i + 2] === '\n'))
                res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        }
        else {
            res += ch;
        }
    }
    if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, 'MISSING_CHAR', 'Missing closing "quote');
    return res;
}
/**
 * Fold a single newline into a space, multiple newlines to N - 1 newlines.
 * Presumes `source[offset] === '\n'`
 */
function foldNewline(source, offset) {
    let fold = '';
    let ch = source[offset + 1];
    while (ch === ' ' || ch === '\t' || ch === '\n' || ch === '\r') {
        if (ch === '\r' && source[offset + 2] !== '\n')
            break;
        if (ch === '\n')
            fold += '\n';
        offset += 1;
        ch = source[offset + 1];
    }
    if (!fold)
        fold = ' ';
    return { fold, offset };
}
const escapeCodes = {
    '0': '\0', // null character
    a: '\x07', // bell character
    b: '\b', // backspace
    e: '\x1b', // escape character
    f: '\f', // form feed
    n: '\n', // line feed
    r: '\r', // carriage return
    t: '\t', // horizontal tab
    v: '\v', // vertical tab
    N: '\u0085', // Unicode next line
    _: '\u00a0', // Unicode non-breaking space
    L: '\u2028', // Unicode line separator
    P: '\u2029', // Unicode paragraph separator
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    '\t': '\t'
};
function parseCharCode(source, offset, length, onError) {
    const cc = source.substr(offset, length);
    const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
    const code = ok ? parseInt(cc, 16) : NaN;
    try {
        return String.fromCodePoint(code);
    }
    catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
        return raw;
    }
}

exports.resolveFlowScalar = resolveFlowScalar;


/***/ }),

/***/ 4631:
/***/ ((__unused_webpack_module, exports) => {



function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
    let spaceBefore = false;
    let atNewline = startOnNewline;
    let hasSpace = startOnNewline;
    let comment = '';
    let commentSep = '';
    let hasNewline = false;
    let reqSpace = false;
    let tab = null;
    let anchor = null;
    let tag = null;
    let newlineAfterProp = null;
    let comma = null;
    let found = null;
    let start = null;
    for (const token of tokens) {
        if (reqSpace) {
            if (token.type !== 'space' &&
                token.type !== 'newline' &&
                token.type !== 'comma')
                onError(token.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
            reqSpace = false;
        }
        if (tab) {
            if (atNewline && token.type !== 'comment' && token.type !== 'newline') {
                onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
            }
            tab = null;
        }
        switch (token.type) {
            case 'space':
                // At the doc level, tabs at line start may be parsed
                // as leading white space rather than indentation.
                // In a flow collection, only the parser handles indent.
                if (!flow &&
                    (indicator !== 'doc-start' || next?.type !== 'flow-collection') &&
                    token.source.includes('\t')) {
                    tab = token;
                }
                hasSpace = true;
                break;
            case 'comment': {
                if (!hasSpace)
                    onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                const cb = token.source.substring(1) || ' ';
                if (!comment)
                    comment = cb;
                else
                    comment += commentSep + cb;
                commentSep = '';
                atNewline = false;
                break;
            }
            case 'newline':
                if (atNewline) {
                    if (comment)
                        comment += token.source;
                    else if (!found || indicator !== 'seq-item-ind')
                        spaceBefore = true;
                }
                else
                    commentSep += token.source;
                atNewline = true;
                hasNewline = true;
                if (anchor || tag)
                    newlineAfterProp = token;
                hasSpace = true;
                break;
            case 'anchor':
                if (anchor)
                    onError(token, 'MULTIPLE_ANCHORS', 'A node can have at most one anchor');
                if (token.source.endsWith(':'))
                    onError(token.offset + token.source.length - 1, 'BAD_ALIAS', 'Anchor ending in : is ambiguous', true);
                anchor = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            case 'tag': {
                if (tag)
                    onError(token, 'MULTIPLE_TAGS', 'A node can have at most one tag');
                tag = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            }
            case indicator:
                // Could here handle preceding comments differently
                if (anchor || tag)
                    onError(token, 'BAD_PROP_ORDER', `Anchors and tags must be after the ${token.source} indicator`);
                if (found)
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.source} in ${flow ?? 'collection'}`);
                found = token;
                atNewline =
                    indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
                hasSpace = false;
                break;
            case 'comma':
                if (flow) {
                    if (comma)
                        onError(token, 'UNEXPECTED_TOKEN', `Unexpected , in ${flow}`);
                    comma = token;
                    atNewline = false;
                    hasSpace = false;
                    break;
                }
            // else fallthrough
            default:
                onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.type} token`);
                atNewline = false;
                hasSpace = false;
        }
    }
    const last = tokens[tokens.length - 1];
    const end = last ? last.offset + last.source.length : offset;
    if (reqSpace &&
        next &&
        next.type !== 'space' &&
        next.type !== 'newline' &&
        next.type !== 'comma' &&
        (next.type !== 'scalar' || next.source !== '')) {
        onError(next.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
    }
    if (tab &&
        ((atNewline && tab.indent <= parentIndent) ||
            next?.type === 'block-map' ||
            next?.type === 'block-seq'))
        onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
    return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
    };
}

exports.resolveProps = resolveProps;


/***/ }),

/***/ 9499:
/***/ ((__unused_webpack_module, exports) => {



function containsNewline(key) {
    if (!key)
        return null;
    switch (key.type) {
        case 'alias':
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            if (key.source.includes('\n'))
                return true;
            if (key.end)
                for (const st of key.end)
                    if (st.type === 'newline')
                        return true;
            return false;
        case 'flow-collection':
            for (const it of key.items) {
                for (const st of it.start)
                    if (st.type === 'newline')
                        return true;
                if (it.sep)
                    for (const st of it.sep)
                        if (st.type === 'newline')
                            return true;
                if (containsNewline(it.key) || containsNewline(it.value))
                    return true;
            }
            return false;
        default:
            return true;
    }
}

exports.containsNewline = containsNewline;


/***/ }),

/***/ 2599:
/***/ ((__unused_webpack_module, exports) => {



function emptyScalarPosition(offset, before, pos) {
    if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
            let st = before[i];
            switch (st.type) {
                case 'space':
                case 'comment':
                case 'newline':
                    offset -= st.source.length;
                    continue;
            }
            // Technically, an empty scalar is immediately after the last non-empty
            // node, but it's more useful to place it after any whitespace.
            st = before[++i];
            while (st?.type === 'space') {
                offset += st.source.length;
                st = before[++i];
            }
            break;
        }
    }
    return offset;
}

exports.emptyScalarPosition = emptyScalarPosition;


/***/ }),

/***/ 4051:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var utilContainsNewline = __nccwpck_require__(9499);

function flowIndentCheck(indent, fc, onError) {
    if (fc?.type === 'flow-collection') {
        const end = fc.end[0];
        if (end.indent === indent &&
            (end.source === ']' || end.source === '}') &&
            utilContainsNewline.containsNewline(fc)) {
            const msg = 'Flow end indicator should be more indented than parent';
            onError(end, 'BAD_INDENT', msg, true);
        }
    }
}

exports.flowIndentCheck = flowIndentCheck;


/***/ }),

/***/ 1187:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

function mapIncludes(ctx, items, search) {
    const { uniqueKeys } = ctx.options;
    if (uniqueKeys === false)
        return false;
    const isEqual = typeof uniqueKeys === 'function'
        ? uniqueKeys
        : (a, b) => a === b || (identity.isScalar(a) && identity.isScalar(b) && a.value === b.value);
    return items.some(pair => isEqual(pair.key, search));
}

exports.mapIncludes = mapIncludes;


/***/ }),

/***/ 3021:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var toJS = __nccwpck_require__(4043);
var Schema = __nccwpck_require__(5840);
var stringifyDocument = __nccwpck_require__(6829);
var anchors = __nccwpck_require__(1596);
var applyReviver = __nccwpck_require__(3661);
var createNode = __nccwpck_require__(2404);
var directives = __nccwpck_require__(1342);

class Document {
    constructor(value, replacer, options) {
        /** A comment before this Document */
        this.commentBefore = null;
        /** A comment immediately after this Document */
        this.comment = null;
        /** Errors encountered during parsing. */
        this.errors = [];
        /** Warnings encountered during parsing. */
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === 'function' || Array.isArray(replacer)) {
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const opt = Object.assign({
            intAsBigInt: false,
            keepSourceTokens: false,
            logLevel: 'warn',
            prettyErrors: true,
            strict: true,
            stringKeys: false,
            uniqueKeys: true,
            version: '1.2'
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
            this.directives = options._directives.atDocument();
            if (this.directives.yaml.explicit)
                version = this.directives.yaml.version;
        }
        else
            this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        // @ts-expect-error We can't really know that this matches Contents.
        this.contents =
            value === undefined ? null : this.createNode(value, _replacer, options);
    }
    /**
     * Create a deep copy of this Document and its contents.
     *
     * Custom Node values that inherit from `Object` still refer to their original instances.
     */
    clone() {
        const copy = Object.create(Document.prototype, {
            [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy.commentBefore = this.commentBefore;
        copy.comment = this.comment;
        copy.errors = this.errors.slice();
        copy.warnings = this.warnings.slice();
        copy.options = Object.assign({}, this.options);
        if (this.directives)
            copy.directives = this.directives.clone();
        copy.schema = this.schema.clone();
        // @ts-expect-error We can't really know that this matches Contents.
        copy.contents = identity.isNode(this.contents)
            ? this.contents.clone(copy.schema)
            : this.contents;
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** Adds a value to the document. */
    add(value) {
        if (assertCollection(this.contents))
            this.contents.add(value);
    }
    /** Adds a value to the document. */
    addIn(path, value) {
        if (assertCollection(this.contents))
            this.contents.addIn(path, value);
    }
    /**
     * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
     *
     * If `node` already has an anchor, `name` is ignored.
     * Otherwise, the `node.anchor` value will be set to `name`,
     * or if an anchor with that name is already present in the document,
     * `name` will be used as a prefix for a new unique anchor.
     * If `name` is undefined, the generated anchor will use 'a' as a prefix.
     */
    createAlias(node, name) {
        if (!node.anchor) {
            const prev = anchors.anchorNames(this);
            node.anchor =
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                !name || prev.has(name) ? anchors.findNewAnchor(name || 'a', prev) : name;
        }
        return new Alias.Alias(node.anchor);
    }
    createNode(value, replacer, options) {
        let _replacer = undefined;
        if (typeof replacer === 'function') {
            value = replacer.call({ '': value }, '', value);
            _replacer = replacer;
        }
        else if (Array.isArray(replacer)) {
            const keyToStr = (v) => typeof v === 'number' || v instanceof String || v instanceof Number;
            const asStr = replacer.filter(keyToStr).map(String);
            if (asStr.length > 0)
                replacer = replacer.concat(asStr);
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, 
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        anchorPrefix || 'a');
        const ctx = {
            aliasDuplicateObjects: aliasDuplicateObjects ?? true,
            keepUndefined: keepUndefined ?? false,
            onAnchor,
            onTagObj,
            replacer: _replacer,
            schema: this.schema,
            sourceObjects
        };
        const node = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node))
            node.flow = true;
        setAnchors();
        return node;
    }
    /**
     * Convert a key and a value into a `Pair` using the current schema,
     * recursively wrapping all values as `Scalar` or `Collection` nodes.
     */
    createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        if (Collection.isEmptyPath(path)) {
            if (this.contents == null)
                return false;
            // @ts-expect-error Presumed impossible if Strict extends false
            this.contents = null;
            return true;
        }
        return assertCollection(this.contents)
            ? this.contents.deleteIn(path)
            : false;
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    get(key, keepScalar) {
        return identity.isCollection(this.contents)
            ? this.contents.get(key, keepScalar)
            : undefined;
    }
    /**
     * Returns item at `path`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        if (Collection.isEmptyPath(path))
            return !keepScalar && identity.isScalar(this.contents)
                ? this.contents.value
                : this.contents;
        return identity.isCollection(this.contents)
            ? this.contents.getIn(path, keepScalar)
            : undefined;
    }
    /**
     * Checks if the document includes a value with the key `key`.
     */
    has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
    }
    /**
     * Checks if the document includes a value at `path`.
     */
    hasIn(path) {
        if (Collection.isEmptyPath(path))
            return this.contents !== undefined;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    set(key, value) {
        if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, [key], value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.set(key, value);
        }
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        if (Collection.isEmptyPath(path)) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = value;
        }
        else if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.setIn(path, value);
        }
    }
    /**
     * Change the YAML version and schema used by the document.
     * A `null` version disables support for directives, explicit tags, anchors, and aliases.
     * It also requires the `schema` option to be given as a `Schema` instance value.
     *
     * Overrides all previously set schema options.
     */
    setSchema(version, options = {}) {
        if (typeof version === 'number')
            version = String(version);
        let opt;
        switch (version) {
            case '1.1':
                if (this.directives)
                    this.directives.yaml.version = '1.1';
                else
                    this.directives = new directives.Directives({ version: '1.1' });
                opt = { resolveKnownTags: false, schema: 'yaml-1.1' };
                break;
            case '1.2':
            case 'next':
                if (this.directives)
                    this.directives.yaml.version = version;
                else
                    this.directives = new directives.Directives({ version });
                opt = { resolveKnownTags: true, schema: 'core' };
                break;
            case null:
                if (this.directives)
                    delete this.directives;
                opt = null;
                break;
            default: {
                const sv = JSON.stringify(version);
                throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
            }
        }
        // Not using `instanceof Schema` to allow for duck typing
        if (options.schema instanceof Object)
            this.schema = options.schema;
        else if (opt)
            this.schema = new Schema.Schema(Object.assign(opt, options));
        else
            throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
    }
    // json & jsonArg are only used from toJSON()
    toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
            anchors: new Map(),
            doc: this,
            keep: !json,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
    /**
     * A JSON representation of the document `contents`.
     *
     * @param jsonArg Used by `JSON.stringify` to indicate the array index or
     *   property name.
     */
    toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
    }
    /** A YAML representation of the document. */
    toString(options = {}) {
        if (this.errors.length > 0)
            throw new Error('Document with errors cannot be stringified');
        if ('indent' in options &&
            (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
            const s = JSON.stringify(options.indent);
            throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
    }
}
function assertCollection(contents) {
    if (identity.isCollection(contents))
        return true;
    throw new Error('Expected a YAML collection as document contents');
}

exports.Document = Document;


/***/ }),

/***/ 1596:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

/**
 * Verify that the input string is a valid anchor.
 *
 * Will throw on errors.
 */
function anchorIsValid(anchor) {
    if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
    }
    return true;
}
function anchorNames(root) {
    const anchors = new Set();
    visit.visit(root, {
        Value(_key, node) {
            if (node.anchor)
                anchors.add(node.anchor);
        }
    });
    return anchors;
}
/** Find a new anchor name with the given `prefix` and a one-indexed suffix. */
function findNewAnchor(prefix, exclude) {
    for (let i = 1; true; ++i) {
        const name = `${prefix}${i}`;
        if (!exclude.has(name))
            return name;
    }
}
function createNodeAnchors(doc, prefix) {
    const aliasObjects = [];
    const sourceObjects = new Map();
    let prevAnchors = null;
    return {
        onAnchor: (source) => {
            aliasObjects.push(source);
            prevAnchors ?? (prevAnchors = anchorNames(doc));
            const anchor = findNewAnchor(prefix, prevAnchors);
            prevAnchors.add(anchor);
            return anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
            for (const source of aliasObjects) {
                const ref = sourceObjects.get(source);
                if (typeof ref === 'object' &&
                    ref.anchor &&
                    (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
                    ref.node.anchor = ref.anchor;
                }
                else {
                    const error = new Error('Failed to resolve repeated object (this should not happen)');
                    error.source = source;
                    throw error;
                }
            }
        },
        sourceObjects
    };
}

exports.anchorIsValid = anchorIsValid;
exports.anchorNames = anchorNames;
exports.createNodeAnchors = createNodeAnchors;
exports.findNewAnchor = findNewAnchor;


/***/ }),

/***/ 3661:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Applies the JSON.parse reviver algorithm as defined in the ECMA-262 spec,
 * in section 24.5.1.1 "Runtime Semantics: InternalizeJSONProperty" of the
 * 2021 edition: https://tc39.es/ecma262/#sec-json.parse
 *
 * Includes extensions for handling Map and Set objects.
 */
function applyReviver(reviver, obj, key, val) {
    if (val && typeof val === 'object') {
        if (Array.isArray(val)) {
            for (let i = 0, len = val.length; i < len; ++i) {
                const v0 = val[i];
                const v1 = applyReviver(reviver, val, String(i), v0);
                // eslint-disable-next-line @typescript-eslint/no-array-delete
                if (v1 === undefined)
                    delete val[i];
                else if (v1 !== v0)
                    val[i] = v1;
            }
        }
        else if (val instanceof Map) {
            for (const k of Array.from(val.keys())) {
                const v0 = val.get(k);
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    val.delete(k);
                else if (v1 !== v0)
                    val.set(k, v1);
            }
        }
        else if (val instanceof Set) {
            for (const v0 of Array.from(val)) {
                const v1 = applyReviver(reviver, val, v0, v0);
                if (v1 === undefined)
                    val.delete(v0);
                else if (v1 !== v0) {
                    val.delete(v0);
                    val.add(v1);
                }
            }
        }
        else {
            for (const [k, v0] of Object.entries(val)) {
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    delete val[k];
                else if (v1 !== v0)
                    val[k] = v1;
            }
        }
    }
    return reviver.call(obj, key, val);
}

exports.applyReviver = applyReviver;


/***/ }),

/***/ 2404:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

const defaultTagPrefix = 'tag:yaml.org,2002:';
function findTagObject(value, tagName, tags) {
    if (tagName) {
        const match = tags.filter(t => t.tag === tagName);
        const tagObj = match.find(t => !t.format) ?? match[0];
        if (!tagObj)
            throw new Error(`Tag ${tagName} not found`);
        return tagObj;
    }
    return tags.find(t => t.identify?.(value) && !t.format);
}
function createNode(value, tagName, ctx) {
    if (identity.isDocument(value))
        value = value.contents;
    if (identity.isNode(value))
        return value;
    if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
    }
    if (value instanceof String ||
        value instanceof Number ||
        value instanceof Boolean ||
        (typeof BigInt !== 'undefined' && value instanceof BigInt) // not supported everywhere
    ) {
        // https://tc39.es/ecma262/#sec-serializejsonproperty
        value = value.valueOf();
    }
    const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
    // Detect duplicate references to the same object & use Alias nodes for all
    // after first. The `ref` wrapper allows for circular references to resolve.
    let ref = undefined;
    if (aliasDuplicateObjects && value && typeof value === 'object') {
        ref = sourceObjects.get(value);
        if (ref) {
            ref.anchor ?? (ref.anchor = onAnchor(value));
            return new Alias.Alias(ref.anchor);
        }
        else {
            ref = { anchor: null, node: null };
            sourceObjects.set(value, ref);
        }
    }
    if (tagName?.startsWith('!!'))
        tagName = defaultTagPrefix + tagName.slice(2);
    let tagObj = findTagObject(value, tagName, schema.tags);
    if (!tagObj) {
        if (value && typeof value.toJSON === 'function') {
            // eslint-disable-next-line @typescript-eslint/no-unsafe-call
            value = value.toJSON();
        }
        if (!value || typeof value !== 'object') {
            const node = new Scalar.Scalar(value);
            if (ref)
                ref.node = node;
            return node;
        }
        tagObj =
            value instanceof Map
                ? schema[identity.MAP]
                : Symbol.iterator in Object(value)
                    ? schema[identity.SEQ]
                    : schema[identity.MAP];
    }
    if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
    }
    const node = tagObj?.createNode
        ? tagObj.createNode(ctx.schema, value, ctx)
        : typeof tagObj?.nodeClass?.from === 'function'
            ? tagObj.nodeClass.from(ctx.schema, value, ctx)
            : new Scalar.Scalar(value);
    if (tagName)
        node.tag = tagName;
    else if (!tagObj.default)
        node.tag = tagObj.tag;
    if (ref)
        ref.node = node;
    return node;
}

exports.createNode = createNode;


/***/ }),

/***/ 1342:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

const escapeChars = {
    '!': '%21',
    ',': '%2C',
    '[': '%5B',
    ']': '%5D',
    '{': '%7B',
    '}': '%7D'
};
const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, ch => escapeChars[ch]);
class Directives {
    constructor(yaml, tags) {
        /**
         * The directives-end/doc-start marker `---`. If `null`, a marker may still be
         * included in the document's stringified representation.
         */
        this.docStart = null;
        /** The doc-end marker `...`.  */
        this.docEnd = false;
        this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, Directives.defaultTags, tags);
    }
    clone() {
        const copy = new Directives(this.yaml, this.tags);
        copy.docStart = this.docStart;
        return copy;
    }
    /**
     * During parsing, get a Directives instance for the current document and
     * update the stream state according to the current version's spec.
     */
    atDocument() {
        const res = new Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
            case '1.1':
                this.atNextDocument = true;
                break;
            case '1.2':
                this.atNextDocument = false;
                this.yaml = {
                    explicit: Directives.defaultYaml.explicit,
                    version: '1.2'
                };
                this.tags = Object.assign({}, Directives.defaultTags);
                break;
        }
        return res;
    }
    /**
     * @param onError - May be called even if the action was successful
     * @returns `true` on success
     */
    add(line, onError) {
        if (this.atNextDocument) {
            this.yaml = { explicit: Directives.defaultYaml.explicit, version: '1.1' };
            this.tags = Object.assign({}, Directives.defaultTags);
            this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name = parts.shift();
        switch (name) {
            case '%TAG': {
                if (parts.length !== 2) {
                    onError(0, '%TAG directive should contain exactly two parts');
                    if (parts.length < 2)
                        return false;
                }
                const [handle, prefix] = parts;
                this.tags[handle] = prefix;
                return true;
            }
            case '%YAML': {
                this.yaml.explicit = true;
                if (parts.length !== 1) {
                    onError(0, '%YAML directive should contain exactly one part');
                    return false;
                }
                const [version] = parts;
                if (version === '1.1' || version === '1.2') {
                    this.yaml.version = version;
                    return true;
                }
                else {
                    const isValid = /^\d+\.\d+$/.test(version);
                    onError(6, `Unsupported YAML version ${version}`, isValid);
                    return false;
                }
            }
            default:
                onError(0, `Unknown directive ${name}`, true);
                return false;
        }
    }
    /**
     * Resolves a tag, matching handles to those defined in %TAG directives.
     *
     * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
     *   `'!local'` tag, or `null` if unresolvable.
     */
    tagName(source, onError) {
        if (source === '!')
            return '!'; // non-specific tag
        if (source[0] !== '!') {
            onError(`Not a valid tag: ${source}`);
            return null;
        }
        if (source[1] === '<') {
            const verbatim = source.slice(2, -1);
            if (verbatim === '!' || verbatim === '!!') {
                onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
                return null;
            }
            if (source[source.length - 1] !== '>')
                onError('Verbatim tags must end with a >');
            return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
            onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
            try {
                return prefix + decodeURIComponent(suffix);
            }
            catch (error) {
                onError(String(error));
                return null;
            }
        }
        if (handle === '!')
            return source; // local tag
        onError(`Could not resolve tag: ${source}`);
        return null;
    }
    /**
     * Given a fully resolved tag, returns its printable string form,
     * taking into account current tag prefixes and defaults.
     */
    tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
            if (tag.startsWith(prefix))
                return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === '!' ? tag : `!<${tag}>`;
    }
    toString(doc) {
        const lines = this.yaml.explicit
            ? [`%YAML ${this.yaml.version || '1.2'}`]
            : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
            const tags = {};
            visit.visit(doc.contents, (_key, node) => {
                if (identity.isNode(node) && node.tag)
                    tags[node.tag] = true;
            });
            tagNames = Object.keys(tags);
        }
        else
            tagNames = [];
        for (const [handle, prefix] of tagEntries) {
            if (handle === '!!' && prefix === 'tag:yaml.org,2002:')
                continue;
            if (!doc || tagNames.some(tn => tn.startsWith(prefix)))
                lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join('\n');
    }
}
Directives.defaultYaml = { explicit: false, version: '1.2' };
Directives.defaultTags = { '!!': 'tag:yaml.org,2002:' };

exports.Directives = Directives;


/***/ }),

/***/ 1464:
/***/ ((__unused_webpack_module, exports) => {



class YAMLError extends Error {
    constructor(name, pos, code, message) {
        super();
        this.name = name;
        this.code = code;
        this.message = message;
        this.pos = pos;
    }
}
class YAMLParseError extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLParseError', pos, code, message);
    }
}
class YAMLWarning extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLWarning', pos, code, message);
    }
}
const prettifyError = (src, lc) => (error) => {
    if (error.pos[0] === -1)
        return;
    error.linePos = error.pos.map(pos => lc.linePos(pos));
    const { line, col } = error.linePos[0];
    error.message += ` at line ${line}, column ${col}`;
    let ci = col - 1;
    let lineStr = src
        .substring(lc.lineStarts[line - 1], lc.lineStarts[line])
        .replace(/[\n\r]+$/, '');
    // Trim to max 80 chars, keeping col position near the middle
    if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = '…' + lineStr.substring(trimStart);
        ci -= trimStart - 1;
    }
    if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + '…';
    // Include previous line in context if pointing at line start
    if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        // Regexp won't match if start is trimmed
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
            prev = prev.substring(0, 79) + '…\n';
        lineStr = prev + lineStr;
    }
    if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
            count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = ' '.repeat(ci) + '^'.repeat(count);
        error.message += `:\n\n${lineStr}\n${pointer}\n`;
    }
};

exports.YAMLError = YAMLError;
exports.YAMLParseError = YAMLParseError;
exports.YAMLWarning = YAMLWarning;
exports.prettifyError = prettifyError;


/***/ }),

/***/ 8815:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var Schema = __nccwpck_require__(5840);
var errors = __nccwpck_require__(1464);
var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);
var publicApi = __nccwpck_require__(4047);
var visit = __nccwpck_require__(204);



__webpack_unused_export__ = composer.Composer;
__webpack_unused_export__ = Document.Document;
__webpack_unused_export__ = Schema.Schema;
__webpack_unused_export__ = errors.YAMLError;
__webpack_unused_export__ = errors.YAMLParseError;
__webpack_unused_export__ = errors.YAMLWarning;
__webpack_unused_export__ = Alias.Alias;
__webpack_unused_export__ = identity.isAlias;
__webpack_unused_export__ = identity.isCollection;
__webpack_unused_export__ = identity.isDocument;
__webpack_unused_export__ = identity.isMap;
__webpack_unused_export__ = identity.isNode;
__webpack_unused_export__ = identity.isPair;
__webpack_unused_export__ = identity.isScalar;
__webpack_unused_export__ = identity.isSeq;
__webpack_unused_export__ = Pair.Pair;
__webpack_unused_export__ = Scalar.Scalar;
__webpack_unused_export__ = YAMLMap.YAMLMap;
__webpack_unused_export__ = YAMLSeq.YAMLSeq;
__webpack_unused_export__ = cst;
__webpack_unused_export__ = lexer.Lexer;
__webpack_unused_export__ = lineCounter.LineCounter;
__webpack_unused_export__ = parser.Parser;
exports.qg = publicApi.parse;
__webpack_unused_export__ = publicApi.parseAllDocuments;
__webpack_unused_export__ = publicApi.parseDocument;
exports.As = publicApi.stringify;
__webpack_unused_export__ = visit.visit;
__webpack_unused_export__ = visit.visitAsync;


/***/ }),

/***/ 7249:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);

function debug(logLevel, ...messages) {
    if (logLevel === 'debug')
        console.log(...messages);
}
function warn(logLevel, warning) {
    if (logLevel === 'debug' || logLevel === 'warn') {
        if (typeof node_process.emitWarning === 'function')
            node_process.emitWarning(warning);
        else
            console.warn(warning);
    }
}

exports.debug = debug;
exports.warn = warn;


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var visit = __nccwpck_require__(204);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

class Alias extends Node.NodeBase {
    constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, 'tag', {
            set() {
                throw new Error('Alias nodes cannot have tags');
            }
        });
    }
    /**
     * Resolve the value of this alias within `doc`, finding the last
     * instance of the `source` anchor before this node.
     */
    resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
            throw new ReferenceError('Alias resolution is disabled');
        let nodes;
        if (ctx?.aliasResolveCache) {
            nodes = ctx.aliasResolveCache;
        }
        else {
            nodes = [];
            visit.visit(doc, {
                Node: (_key, node) => {
                    if (identity.isAlias(node) || identity.hasAnchor(node))
                        nodes.push(node);
                }
            });
            if (ctx)
                ctx.aliasResolveCache = nodes;
        }
        let found = undefined;
        for (const node of nodes) {
            if (node === this)
                break;
            if (node.anchor === this.source)
                found = node;
        }
        if (found && ctx) {
            const { anchors, doc, maxAliasCount } = ctx;
            let data = anchors.get(found);
            if (!data) {
                // Resolve anchors for Node.prototype.toJS()
                toJS.toJS(found, null, ctx);
                data = anchors.get(found);
            }
            /* istanbul ignore if */
            if (data?.res === undefined) {
                const msg = 'This should not happen: Alias anchor was not resolved?';
                throw new ReferenceError(msg);
            }
            if (maxAliasCount >= 0) {
                data.count += 1;
                if (data.aliasCount === 0)
                    data.aliasCount = getAliasCount(doc, found, anchors);
                if (data.count * data.aliasCount > maxAliasCount) {
                    const msg = 'Excessive alias count indicates a resource exhaustion attack';
                    throw new ReferenceError(msg);
                }
            }
        }
        return found;
    }
    toJSON(_arg, ctx) {
        if (!ctx)
            return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
    }
    toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
            anchors.anchorIsValid(this.source);
            if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
                const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
                throw new Error(msg);
            }
            if (ctx.implicitKey)
                return `${src} `;
        }
        return src;
    }
}
function getAliasCount(doc, node, anchors) {
    if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor = anchors && source && anchors.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
    }
    else if (identity.isCollection(node)) {
        let count = 0;
        for (const item of node.items) {
            const c = getAliasCount(doc, item, anchors);
            if (c > count)
                count = c;
        }
        return count;
    }
    else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors);
        const vc = getAliasCount(doc, node.value, anchors);
        return Math.max(kc, vc);
    }
    return 1;
}

exports.Alias = Alias;


/***/ }),

/***/ 101:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);

function collectionFromPath(schema, path, value) {
    let v = value;
    for (let i = path.length - 1; i >= 0; --i) {
        const k = path[i];
        if (typeof k === 'number' && Number.isInteger(k) && k >= 0) {
            const a = [];
            a[k] = v;
            v = a;
        }
        else {
            v = new Map([[k, v]]);
        }
    }
    return createNode.createNode(v, undefined, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
            throw new Error('This should not happen, please report a bug.');
        },
        schema,
        sourceObjects: new Map()
    });
}
// Type guard is intentionally a little wrong so as to be more useful,
// as it does not cover untypable empty non-string iterables (e.g. []).
const isEmptyPath = (path) => path == null ||
    (typeof path === 'object' && !!path[Symbol.iterator]().next().done);
class Collection extends Node.NodeBase {
    constructor(type, schema) {
        super(type);
        Object.defineProperty(this, 'schema', {
            value: schema,
            configurable: true,
            enumerable: false,
            writable: true
        });
    }
    /**
     * Create a copy of this collection.
     *
     * @param schema - If defined, overwrites the original's schema
     */
    clone(schema) {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
            copy.schema = schema;
        copy.items = copy.items.map(it => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /**
     * Adds a value to the collection. For `!!map` and `!!omap` the value must
     * be a Pair instance or a `{ key, value }` object, which may not have a key
     * that already exists in the map.
     */
    addIn(path, value) {
        if (isEmptyPath(path))
            this.add(value);
        else {
            const [key, ...rest] = path;
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.addIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
    /**
     * Removes a value from the collection.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
            return node.deleteIn(rest);
        else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
            return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
            return identity.isCollection(node) ? node.getIn(rest, keepScalar) : undefined;
    }
    hasAllNullValues(allowScalar) {
        return this.items.every(node => {
            if (!identity.isPair(node))
                return false;
            const n = node.value;
            return (n == null ||
                (allowScalar &&
                    identity.isScalar(n) &&
                    n.value == null &&
                    !n.commentBefore &&
                    !n.comment &&
                    !n.tag));
        });
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     */
    hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
            this.set(key, value);
        }
        else {
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.setIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
}

exports.Collection = Collection;
exports.collectionFromPath = collectionFromPath;
exports.isEmptyPath = isEmptyPath;


/***/ }),

/***/ 6673:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var applyReviver = __nccwpck_require__(3661);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

class NodeBase {
    constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
    }
    /** Create a copy of this node.  */
    clone() {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** A plain JavaScript representation of this node. */
    toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
            throw new TypeError('A document argument is required');
        const ctx = {
            anchors: new Map(),
            doc,
            keep: true,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
}

exports.NodeBase = NodeBase;


/***/ }),

/***/ 7165:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyPair = __nccwpck_require__(9748);
var addPairToJSMap = __nccwpck_require__(7104);
var identity = __nccwpck_require__(1127);

function createPair(key, value, ctx) {
    const k = createNode.createNode(key, undefined, ctx);
    const v = createNode.createNode(value, undefined, ctx);
    return new Pair(k, v);
}
class Pair {
    constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
    }
    clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
            key = key.clone(schema);
        if (identity.isNode(value))
            value = value.clone(schema);
        return new Pair(key, value);
    }
    toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
    }
    toString(ctx, onComment, onChompKeep) {
        return ctx?.doc
            ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep)
            : JSON.stringify(this);
    }
}

exports.Pair = Pair;
exports.createPair = createPair;


/***/ }),

/***/ 3301:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

const isScalarValue = (value) => !value || (typeof value !== 'function' && typeof value !== 'object');
class Scalar extends Node.NodeBase {
    constructor(value) {
        super(identity.SCALAR);
        this.value = value;
    }
    toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
    }
    toString() {
        return String(this.value);
    }
}
Scalar.BLOCK_FOLDED = 'BLOCK_FOLDED';
Scalar.BLOCK_LITERAL = 'BLOCK_LITERAL';
Scalar.PLAIN = 'PLAIN';
Scalar.QUOTE_DOUBLE = 'QUOTE_DOUBLE';
Scalar.QUOTE_SINGLE = 'QUOTE_SINGLE';

exports.Scalar = Scalar;
exports.isScalarValue = isScalarValue;


/***/ }),

/***/ 4454:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyCollection = __nccwpck_require__(1212);
var addPairToJSMap = __nccwpck_require__(7104);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);

function findPair(items, key) {
    const k = identity.isScalar(key) ? key.value : key;
    for (const it of items) {
        if (identity.isPair(it)) {
            if (it.key === key || it.key === k)
                return it;
            if (identity.isScalar(it.key) && it.key.value === k)
                return it;
        }
    }
    return undefined;
}
class YAMLMap extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:map';
    }
    constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
    }
    /**
     * A generic collection parsing method that can be extended
     * to other node classes that inherit from YAMLMap
     */
    static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
            if (typeof replacer === 'function')
                value = replacer.call(obj, key, value);
            else if (Array.isArray(replacer) && !replacer.includes(key))
                return;
            if (value !== undefined || keepUndefined)
                map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
            for (const [key, value] of obj)
                add(key, value);
        }
        else if (obj && typeof obj === 'object') {
            for (const key of Object.keys(obj))
                add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === 'function') {
            map.items.sort(schema.sortMapEntries);
        }
        return map;
    }
    /**
     * Adds a value to the collection.
     *
     * @param overwrite - If not set `true`, using a key that is already in the
     *   collection will throw. Otherwise, overwrites the previous value.
     */
    add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
            _pair = pair;
        else if (!pair || typeof pair !== 'object' || !('key' in pair)) {
            // In TypeScript, this never happens.
            _pair = new Pair.Pair(pair, pair?.value);
        }
        else
            _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
            if (!overwrite)
                throw new Error(`Key ${_pair.key} already set`);
            // For scalars, keep the old node & its comments and anchors
            if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
                prev.value.value = _pair.value;
            else
                prev.value = _pair.value;
        }
        else if (sortEntries) {
            const i = this.items.findIndex(item => sortEntries(_pair, item) < 0);
            if (i === -1)
                this.items.push(_pair);
            else
                this.items.splice(i, 0, _pair);
        }
        else {
            this.items.push(_pair);
        }
    }
    delete(key) {
        const it = findPair(this.items, key);
        if (!it)
            return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? undefined;
    }
    has(key) {
        return !!findPair(this.items, key);
    }
    set(key, value) {
        this.add(new Pair.Pair(key, value), true);
    }
    /**
     * @param ctx - Conversion context, originally set in Document#toJS()
     * @param {Class} Type - If set, forces the returned collection type
     * @returns Instance of Type, Map, or Object
     */
    toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const item of this.items)
            addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        for (const item of this.items) {
            if (!identity.isPair(item))
                throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
            ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '',
            flowChars: { start: '{', end: '}' },
            itemIndent: ctx.indent || '',
            onChompKeep,
            onComment
        });
    }
}

exports.YAMLMap = YAMLMap;
exports.findPair = findPair;


/***/ }),

/***/ 2223:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyCollection = __nccwpck_require__(1212);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var toJS = __nccwpck_require__(4043);

class YAMLSeq extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:seq';
    }
    constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
    }
    add(value) {
        this.items.push(value);
    }
    /**
     * Removes a value from the collection.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     *
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return undefined;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     */
    has(key) {
        const idx = asItemIndex(key);
        return typeof idx === 'number' && idx < this.items.length;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     *
     * If `key` does not contain a representation of an integer, this will throw.
     * It may be wrapped in a `Scalar`.
     */
    set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
            prev.value = value;
        else
            this.items[idx] = value;
    }
    toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
            ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
            seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '- ',
            flowChars: { start: '[', end: ']' },
            itemIndent: (ctx.indent || '') + '  ',
            onChompKeep,
            onComment
        });
    }
    static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
            let i = 0;
            for (let it of obj) {
                if (typeof replacer === 'function') {
                    const key = obj instanceof Set ? it : String(i++);
                    it = replacer.call(obj, key, it);
                }
                seq.items.push(createNode.createNode(it, undefined, ctx));
            }
        }
        return seq;
    }
}
function asItemIndex(key) {
    let idx = identity.isScalar(key) ? key.value : key;
    if (idx && typeof idx === 'string')
        idx = Number(idx);
    return typeof idx === 'number' && Number.isInteger(idx) && idx >= 0
        ? idx
        : null;
}

exports.YAMLSeq = YAMLSeq;


/***/ }),

/***/ 7104:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var log = __nccwpck_require__(7249);
var merge = __nccwpck_require__(452);
var stringify = __nccwpck_require__(2148);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

function addPairToJSMap(ctx, map, { key, value }) {
    if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
    // TODO: Should drop this special case for bare << handling
    else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
    else {
        const jsKey = toJS.toJS(key, '', ctx);
        if (map instanceof Map) {
            map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        }
        else if (map instanceof Set) {
            map.add(jsKey);
        }
        else {
            const stringKey = stringifyKey(key, jsKey, ctx);
            const jsValue = toJS.toJS(value, stringKey, ctx);
            if (stringKey in map)
                Object.defineProperty(map, stringKey, {
                    value: jsValue,
                    writable: true,
                    enumerable: true,
                    configurable: true
                });
            else
                map[stringKey] = jsValue;
        }
    }
    return map;
}
function stringifyKey(key, jsKey, ctx) {
    if (jsKey === null)
        return '';
    // eslint-disable-next-line @typescript-eslint/no-base-to-string
    if (typeof jsKey !== 'object')
        return String(jsKey);
    if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = new Set();
        for (const node of ctx.anchors.keys())
            strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
            let jsonStr = JSON.stringify(strKey);
            if (jsonStr.length > 40)
                jsonStr = jsonStr.substring(0, 36) + '..."';
            log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
            ctx.mapKeyWarned = true;
        }
        return strKey;
    }
    return JSON.stringify(jsKey);
}

exports.addPairToJSMap = addPairToJSMap;


/***/ }),

/***/ 1127:
/***/ ((__unused_webpack_module, exports) => {



const ALIAS = Symbol.for('yaml.alias');
const DOC = Symbol.for('yaml.document');
const MAP = Symbol.for('yaml.map');
const PAIR = Symbol.for('yaml.pair');
const SCALAR = Symbol.for('yaml.scalar');
const SEQ = Symbol.for('yaml.seq');
const NODE_TYPE = Symbol.for('yaml.node.type');
const isAlias = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === ALIAS;
const isDocument = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === DOC;
const isMap = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === MAP;
const isPair = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === PAIR;
const isScalar = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SCALAR;
const isSeq = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SEQ;
function isCollection(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case MAP:
            case SEQ:
                return true;
        }
    return false;
}
function isNode(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case ALIAS:
            case MAP:
            case SCALAR:
            case SEQ:
                return true;
        }
    return false;
}
const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;

exports.ALIAS = ALIAS;
exports.DOC = DOC;
exports.MAP = MAP;
exports.NODE_TYPE = NODE_TYPE;
exports.PAIR = PAIR;
exports.SCALAR = SCALAR;
exports.SEQ = SEQ;
exports.hasAnchor = hasAnchor;
exports.isAlias = isAlias;
exports.isCollection = isCollection;
exports.isDocument = isDocument;
exports.isMap = isMap;
exports.isNode = isNode;
exports.isPair = isPair;
exports.isScalar = isScalar;
exports.isSeq = isSeq;


/***/ }),

/***/ 4043:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

/**
 * Recursively convert any node or its contents to native JavaScript
 *
 * @param value - The input value
 * @param arg - If `value` defines a `toJSON()` method, use this
 *   as its first argument
 * @param ctx - Conversion context, originally set in Document#toJS(). If
 *   `{ keep: true }` is not set, output should be suitable for JSON
 *   stringification.
 */
function toJS(value, arg, ctx) {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return
    if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
    if (value && typeof value.toJSON === 'function') {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-call
        if (!ctx || !identity.hasAnchor(value))
            return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: undefined };
        ctx.anchors.set(value, data);
        ctx.onCreate = res => {
            data.res = res;
            delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
            ctx.onCreate(res);
        return res;
    }
    if (typeof value === 'bigint' && !ctx?.keep)
        return Number(value);
    return value;
}

exports.toJS = toJS;


/***/ }),

/***/ 110:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);
var errors = __nccwpck_require__(1464);
var stringifyString = __nccwpck_require__(3069);

function resolveAsScalar(token, strict = true, onError) {
    if (token) {
        const _onError = (pos, code, message) => {
            const offset = typeof pos === 'number' ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
            if (onError)
                onError(offset, code, message);
            else
                throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
            case 'block-scalar':
                return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
    }
    return null;
}
/**
 * Create a new scalar token with `value`
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.end Comments and whitespace after the end of the value, or after the block scalar header. If undefined, a newline will be added.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.indent The indent level of the token.
 * @param context.inFlow Is this scalar within a flow collection? This may affect the resolved type of the token's value.
 * @param context.offset The offset position of the token.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function createScalarToken(value, context) {
    const { implicitKey = false, indent, inFlow = false, offset = -1, type = 'PLAIN' } = context;
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    const end = context.end ?? [
        { type: 'newline', offset: -1, indent, source: '\n' }
    ];
    switch (source[0]) {
        case '|':
        case '>': {
            const he = source.indexOf('\n');
            const head = source.substring(0, he);
            const body = source.substring(he + 1) + '\n';
            const props = [
                { type: 'block-scalar-header', offset, indent, source: head }
            ];
            if (!addEndtoBlockProps(props, end))
                props.push({ type: 'newline', offset: -1, indent, source: '\n' });
            return { type: 'block-scalar', offset, indent, props, source: body };
        }
        case '"':
            return { type: 'double-quoted-scalar', offset, indent, source, end };
        case "'":
            return { type: 'single-quoted-scalar', offset, indent, source, end };
        default:
            return { type: 'scalar', offset, indent, source, end };
    }
}
/**
 * Set the value of `token` to the given string `value`, overwriting any previous contents and type that it may have.
 *
 * Best efforts are made to retain any comments previously associated with the `token`,
 * though all contents within a collection's `items` will be overwritten.
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param token Any token. If it does not include an `indent` value, the value will be stringified as if it were an implicit key.
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.afterKey In most cases, values after a key should have an additional level of indentation.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.inFlow Being within a flow collection may affect the resolved type of the token's value.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function setScalarValue(token, value, context = {}) {
    let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
    let indent = 'indent' in token ? token.indent : null;
    if (afterKey && typeof indent === 'number')
        indent += 2;
    if (!type)
        switch (token.type) {
            case 'single-quoted-scalar':
                type = 'QUOTE_SINGLE';
                break;
            case 'double-quoted-scalar':
                type = 'QUOTE_DOUBLE';
                break;
            case 'block-scalar': {
                const header = token.props[0];
                if (header.type !== 'block-scalar-header')
                    throw new Error('Invalid block scalar header');
                type = header.source[0] === '>' ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL';
                break;
            }
            default:
                type = 'PLAIN';
        }
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    switch (source[0]) {
        case '|':
        case '>':
            setBlockScalarValue(token, source);
            break;
        case '"':
            setFlowScalarValue(token, source, 'double-quoted-scalar');
            break;
        case "'":
            setFlowScalarValue(token, source, 'single-quoted-scalar');
            break;
        default:
            setFlowScalarValue(token, source, 'scalar');
    }
}
function setBlockScalarValue(token, source) {
    const he = source.indexOf('\n');
    const head = source.substring(0, he);
    const body = source.substring(he + 1) + '\n';
    if (token.type === 'block-scalar') {
        const header = token.props[0];
        if (header.type !== 'block-scalar-header')
            throw new Error('Invalid block scalar header');
        header.source = head;
        token.source = body;
    }
    else {
        const { offset } = token;
        const indent = 'indent' in token ? token.indent : -1;
        const props = [
            { type: 'block-scalar-header', offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, 'end' in token ? token.end : undefined))
            props.push({ type: 'newline', offset: -1, indent, source: '\n' });
        for (const key of Object.keys(token))
            if (key !== 'type' && key !== 'offset')
                delete token[key];
        Object.assign(token, { type: 'block-scalar', indent, props, source: body });
    }
}
/** @returns `true` if last token is a newline */
function addEndtoBlockProps(props, end) {
    if (end)
        for (const st of end)
            switch (st.type) {
                case 'space':
                case 'comment':
                    props.push(st);
                    break;
                case 'newline':
                    props.push(st);
                    return true;
            }
    return false;
}
function setFlowScalarValue(token, source, type) {
    switch (token.type) {
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            token.type = type;
            token.source = source;
            break;
        case 'block-scalar': {
            const end = token.props.slice(1);
            let oa = source.length;
            if (token.props[0].type === 'block-scalar-header')
                oa -= token.props[0].source.length;
            for (const tok of end)
                tok.offset += oa;
            delete token.props;
            Object.assign(token, { type, source, end });
            break;
        }
        case 'block-map':
        case 'block-seq': {
            const offset = token.offset + source.length;
            const nl = { type: 'newline', offset, indent: token.indent, source: '\n' };
            delete token.items;
            Object.assign(token, { type, source, end: [nl] });
            break;
        }
        default: {
            const indent = 'indent' in token ? token.indent : -1;
            const end = 'end' in token && Array.isArray(token.end)
                ? token.end.filter(st => st.type === 'space' ||
                    st.type === 'comment' ||
                    st.type === 'newline')
                : [];
            for (const key of Object.keys(token))
                if (key !== 'type' && key !== 'offset')
                    delete token[key];
            Object.assign(token, { type, indent, source, end });
        }
    }
}

exports.createScalarToken = createScalarToken;
exports.resolveAsScalar = resolveAsScalar;
exports.setScalarValue = setScalarValue;


/***/ }),

/***/ 1733:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringify a CST document, token, or collection item
 *
 * Fair warning: This applies no validation whatsoever, and
 * simply concatenates the sources in their logical order.
 */
const stringify = (cst) => 'type' in cst ? stringifyToken(cst) : stringifyItem(cst);
function stringifyToken(token) {
    switch (token.type) {
        case 'block-scalar': {
            let res = '';
            for (const tok of token.props)
                res += stringifyToken(tok);
            return res + token.source;
        }
        case 'block-map':
        case 'block-seq': {
            let res = '';
            for (const item of token.items)
                res += stringifyItem(item);
            return res;
        }
        case 'flow-collection': {
            let res = token.start.source;
            for (const item of token.items)
                res += stringifyItem(item);
            for (const st of token.end)
                res += st.source;
            return res;
        }
        case 'document': {
            let res = stringifyItem(token);
            if (token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
        default: {
            let res = token.source;
            if ('end' in token && token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
    }
}
function stringifyItem({ start, key, sep, value }) {
    let res = '';
    for (const st of start)
        res += st.source;
    if (key)
        res += stringifyToken(key);
    if (sep)
        for (const st of sep)
            res += st.source;
    if (value)
        res += stringifyToken(value);
    return res;
}

exports.stringify = stringify;


/***/ }),

/***/ 7715:
/***/ ((__unused_webpack_module, exports) => {



const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove item');
/**
 * Apply a visitor to a CST document or item.
 *
 * Walks through the tree (depth-first) starting from the root, calling a
 * `visitor` function with two arguments when entering each item:
 *   - `item`: The current item, which included the following members:
 *     - `start: SourceToken[]` – Source tokens before the key or value,
 *       possibly including its anchor or tag.
 *     - `key?: Token | null` – Set for pair values. May then be `null`, if
 *       the key before the `:` separator is empty.
 *     - `sep?: SourceToken[]` – Source tokens between the key and the value,
 *       which should include the `:` map value indicator if `value` is set.
 *     - `value?: Token` – The value of a sequence item, or of a map pair.
 *   - `path`: The steps from the root to the current node, as an array of
 *     `['key' | 'value', number]` tuples.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this token, continue with
 *      next sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current item, then continue with the next one
 *   - `number`: Set the index of the next step. This is useful especially if
 *     the index of the current token has changed.
 *   - `function`: Define the next visitor for this item. After the original
 *     visitor is called on item entry, next visitors are called after handling
 *     a non-empty `key` and when exiting the item.
 */
function visit(cst, visitor) {
    if ('type' in cst && cst.type === 'document')
        cst = { start: cst.start, value: cst.value };
    _visit(Object.freeze([]), cst, visitor);
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current item */
visit.SKIP = SKIP;
/** Remove the current item */
visit.REMOVE = REMOVE;
/** Find the item at `path` from `cst` as the root */
visit.itemAtPath = (cst, path) => {
    let item = cst;
    for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && 'items' in tok) {
            item = tok.items[index];
        }
        else
            return undefined;
    }
    return item;
};
/**
 * Get the immediate parent collection of the item at `path` from `cst` as the root.
 *
 * Throws an error if the collection is not found, which should never happen if the item itself exists.
 */
visit.parentCollection = (cst, path) => {
    const parent = visit.itemAtPath(cst, path.slice(0, -1));
    const field = path[path.length - 1][0];
    const coll = parent?.[field];
    if (coll && 'items' in coll)
        return coll;
    throw new Error('Parent collection not found');
};
function _visit(path, item, visitor) {
    let ctrl = visitor(item, path);
    if (typeof ctrl === 'symbol')
        return ctrl;
    for (const field of ['key', 'value']) {
        const token = item[field];
        if (token && 'items' in token) {
            for (let i = 0; i < token.items.length; ++i) {
                const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    token.items.splice(i, 1);
                    i -= 1;
                }
            }
            if (typeof ctrl === 'function' && field === 'key')
                ctrl = ctrl(item, path);
        }
    }
    return typeof ctrl === 'function' ? ctrl(item, path) : ctrl;
}

exports.visit = visit;


/***/ }),

/***/ 3461:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cstScalar = __nccwpck_require__(110);
var cstStringify = __nccwpck_require__(1733);
var cstVisit = __nccwpck_require__(7715);

/** The byte order mark */
const BOM = '\u{FEFF}';
/** Start of doc-mode */
const DOCUMENT = '\x02'; // C0: Start of Text
/** Unexpected end of flow-mode */
const FLOW_END = '\x18'; // C0: Cancel
/** Next token is a scalar value */
const SCALAR = '\x1f'; // C0: Unit Separator
/** @returns `true` if `token` is a flow or block collection */
const isCollection = (token) => !!token && 'items' in token;
/** @returns `true` if `token` is a flow or block scalar; not an alias */
const isScalar = (token) => !!token &&
    (token.type === 'scalar' ||
        token.type === 'single-quoted-scalar' ||
        token.type === 'double-quoted-scalar' ||
        token.type === 'block-scalar');
/* istanbul ignore next */
/** Get a printable representation of a lexer token */
function prettyToken(token) {
    switch (token) {
        case BOM:
            return '<BOM>';
        case DOCUMENT:
            return '<DOC>';
        case FLOW_END:
            return '<FLOW_END>';
        case SCALAR:
            return '<SCALAR>';
        default:
            return JSON.stringify(token);
    }
}
/** Identify the type of a lexer token. May return `null` for unknown tokens. */
function tokenType(source) {
    switch (source) {
        case BOM:
            return 'byte-order-mark';
        case DOCUMENT:
            return 'doc-mode';
        case FLOW_END:
            return 'flow-error-end';
        case SCALAR:
            return 'scalar';
        case '---':
            return 'doc-start';
        case '...':
            return 'doc-end';
        case '':
        case '\n':
        case '\r\n':
            return 'newline';
        case '-':
            return 'seq-item-ind';
        case '?':
            return 'explicit-key-ind';
        case ':':
            return 'map-value-ind';
        case '{':
            return 'flow-map-start';
        case '}':
            return 'flow-map-end';
        case '[':
            return 'flow-seq-start';
        case ']':
            return 'flow-seq-end';
        case ',':
            return 'comma';
    }
    switch (source[0]) {
        case ' ':
        case '\t':
            return 'space';
        case '#':
            return 'comment';
        case '%':
            return 'directive-line';
        case '*':
            return 'alias';
        case '&':
            return 'anchor';
        case '!':
            return 'tag';
        case "'":
            return 'single-quoted-scalar';
        case '"':
            return 'double-quoted-scalar';
        case '|':
        case '>':
            return 'block-scalar-header';
    }
    return null;
}

exports.createScalarToken = cstScalar.createScalarToken;
exports.resolveAsScalar = cstScalar.resolveAsScalar;
exports.setScalarValue = cstScalar.setScalarValue;
exports.stringify = cstStringify.stringify;
exports.visit = cstVisit.visit;
exports.BOM = BOM;
exports.DOCUMENT = DOCUMENT;
exports.FLOW_END = FLOW_END;
exports.SCALAR = SCALAR;
exports.isCollection = isCollection;
exports.isScalar = isScalar;
exports.prettyToken = prettyToken;
exports.tokenType = tokenType;


/***/ }),

/***/ 361:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cst = __nccwpck_require__(3461);

/*
START -> stream

stream
  directive -> line-end -> stream
  indent + line-end -> stream
  [else] -> line-start

line-end
  comment -> line-end
  newline -> .
  input-end -> END

line-start
  doc-start -> doc
  doc-end -> stream
  [else] -> indent -> block-start

block-start
  seq-item-start -> block-start
  explicit-key-start -> block-start
  map-value-start -> block-start
  [else] -> doc

doc
  line-end -> line-start
  spaces -> doc
  anchor -> doc
  tag -> doc
  flow-start -> flow -> doc
  flow-end -> error -> doc
  seq-item-start -> error -> doc
  explicit-key-start -> error -> doc
  map-value-start -> doc
  alias -> doc
  quote-start -> quoted-scalar -> doc
  block-scalar-header -> line-end -> block-scalar(min) -> line-start
  [else] -> plain-scalar(false, min) -> doc

flow
  line-end -> flow
  spaces -> flow
  anchor -> flow
  tag -> flow
  flow-start -> flow -> flow
  flow-end -> .
  seq-item-start -> error -> flow
  explicit-key-start -> flow
  map-value-start -> flow
  alias -> flow
  quote-start -> quoted-scalar -> flow
  comma -> flow
  [else] -> plain-scalar(true, 0) -> flow

quoted-scalar
  quote-end -> .
  [else] -> quoted-scalar

block-scalar(min)
  newline + peek(indent < min) -> .
  [else] -> block-scalar(min)

plain-scalar(is-flow, min)
  scalar-end(is-flow) -> .
  peek(newline + (indent < min)) -> .
  [else] -> plain-scalar(min)
*/
function isEmpty(ch) {
    switch (ch) {
        case undefined:
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            return true;
        default:
            return false;
    }
}
const hexDigits = new Set('0123456789ABCDEFabcdef');
const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
const flowIndicatorChars = new Set(',[]{}');
const invalidAnchorChars = new Set(' ,[]{}\n\r\t');
const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
/**
 * Splits an input string into lexical tokens, i.e. smaller strings that are
 * easily identifiable by `tokens.tokenType()`.
 *
 * Lexing starts always in a "stream" context. Incomplete input may be buffered
 * until a complete token can be emitted.
 *
 * In addition to slices of the original input, the following control characters
 * may also be emitted:
 *
 * - `\x02` (Start of Text): A document starts with the next token
 * - `\x18` (Cancel): Unexpected end of flow-mode (indicates an error)
 * - `\x1f` (Unit Separator): Next token is a scalar value
 * - `\u{FEFF}` (Byte order mark): Emitted separately outside documents
 */
class Lexer {
    constructor() {
        /**
         * Flag indicating whether the end of the current buffer marks the end of
         * all input
         */
        this.atEnd = false;
        /**
         * Explicit indent set in block scalar header, as an offset from the current
         * minimum indent, so e.g. set to 1 from a header `|2+`. Set to -1 if not
         * explicitly set.
         */
        this.blockScalarIndent = -1;
        /**
         * Block scalars that include a + (keep) chomping indicator in their header
         * include trailing empty lines, which are otherwise excluded from the
         * scalar's contents.
         */
        this.blockScalarKeep = false;
        /** Current input */
        this.buffer = '';
        /**
         * Flag noting whether the map value indicator : can immediately follow this
         * node within a flow context.
         */
        this.flowKey = false;
        /** Count of surrounding flow collection levels. */
        this.flowLevel = 0;
        /**
         * Minimum level of indentation required for next lines to be parsed as a
         * part of the current scalar value.
         */
        this.indentNext = 0;
        /** Indentation level of the current line. */
        this.indentValue = 0;
        /** Position of the next \n character. */
        this.lineEndPos = null;
        /** Stores the state of the lexer if reaching the end of incpomplete input */
        this.next = null;
        /** A pointer to `buffer`; the current position of the lexer. */
        this.pos = 0;
    }
    /**
     * Generate YAML tokens from the `source` string. If `incomplete`,
     * a part of the last line may be left as a buffer for the next call.
     *
     * @returns A generator of lexical tokens
     */
    *lex(source, incomplete = false) {
        if (source) {
            if (typeof source !== 'string')
                throw TypeError('source is not a string');
            this.buffer = this.buffer ? this.buffer + source : source;
            this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? 'stream';
        while (next && (incomplete || this.hasChars(1)))
            next = yield* this.parseNext(next);
    }
    atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === ' ' || ch === '\t')
            ch = this.buffer[++i];
        if (!ch || ch === '#' || ch === '\n')
            return true;
        if (ch === '\r')
            return this.buffer[i + 1] === '\n';
        return false;
    }
    charAt(n) {
        return this.buffer[this.pos + n];
    }
    continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
            let indent = 0;
            while (ch === ' ')
                ch = this.buffer[++indent + offset];
            if (ch === '\r') {
                const next = this.buffer[indent + offset + 1];
                if (next === '\n' || (!next && !this.atEnd))
                    return offset + indent + 1;
            }
            return ch === '\n' || indent >= this.indentNext || (!ch && !this.atEnd)
                ? offset + indent
                : -1;
        }
        if (ch === '-' || ch === '.') {
            const dt = this.buffer.substr(offset, 3);
            if ((dt === '---' || dt === '...') && isEmpty(this.buffer[offset + 3]))
                return -1;
        }
        return offset;
    }
    getLine() {
        let end = this.lineEndPos;
        if (typeof end !== 'number' || (end !== -1 && end < this.pos)) {
            end = this.buffer.indexOf('\n', this.pos);
            this.lineEndPos = end;
        }
        if (end === -1)
            return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === '\r')
            end -= 1;
        return this.buffer.substring(this.pos, end);
    }
    hasChars(n) {
        return this.pos + n <= this.buffer.length;
    }
    setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
    }
    peek(n) {
        return this.buffer.substr(this.pos, n);
    }
    *parseNext(next) {
        switch (next) {
            case 'stream':
                return yield* this.parseStream();
            case 'line-start':
                return yield* this.parseLineStart();
            case 'block-start':
                return yield* this.parseBlockStart();
            case 'doc':
                return yield* this.parseDocument();
            case 'flow':
                return yield* this.parseFlowCollection();
            case 'quoted-scalar':
                return yield* this.parseQuotedScalar();
            case 'block-scalar':
                return yield* this.parseBlockScalar();
            case 'plain-scalar':
                return yield* this.parsePlainScalar();
        }
    }
    *parseStream() {
        let line = this.getLine();
        if (line === null)
            return this.setNext('stream');
        if (line[0] === cst.BOM) {
            yield* this.pushCount(1);
            line = line.substring(1);
        }
        if (line[0] === '%') {
            let dirEnd = line.length;
            let cs = line.indexOf('#');
            while (cs !== -1) {
                const ch = line[cs - 1];
                if (ch === ' ' || ch === '\t') {
                    dirEnd = cs - 1;
                    break;
                }
                else {
                    cs = line.indexOf('#', cs + 1);
                }
            }
            while (true) {
                const ch = line[dirEnd - 1];
                if (ch === ' ' || ch === '\t')
                    dirEnd -= 1;
                else
                    break;
            }
            const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
            yield* this.pushCount(line.length - n); // possible comment
            this.pushNewline();
            return 'stream';
        }
        if (this.atLineEnd()) {
            const sp = yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - sp);
            yield* this.pushNewline();
            return 'stream';
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
    }
    *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
            return this.setNext('line-start');
        if (ch === '-' || ch === '.') {
            if (!this.atEnd && !this.hasChars(4))
                return this.setNext('line-start');
            const s = this.peek(3);
            if ((s === '---' || s === '...') && isEmpty(this.charAt(3))) {
                yield* this.pushCount(3);
                this.indentValue = 0;
                this.indentNext = 0;
                return s === '---' ? 'doc' : 'stream';
            }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
            this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
    }
    *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
            return this.setNext('block-start');
        if ((ch0 === '-' || ch0 === '?' || ch0 === ':') && isEmpty(ch1)) {
            const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
            this.indentNext = this.indentValue + 1;
            this.indentValue += n;
            return 'block-start';
        }
        return 'doc';
    }
    *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
            return this.setNext('doc');
        let n = yield* this.pushIndicators();
        switch (line[n]) {
            case '#':
                yield* this.pushCount(line.length - n);
            // fallthrough
            case undefined:
                yield* this.pushNewline();
                return yield* this.parseLineStart();
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel = 1;
                return 'flow';
            case '}':
            case ']':
                // this is an error
                yield* this.pushCount(1);
                return 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'doc';
            case '"':
            case "'":
                return yield* this.parseQuotedScalar();
            case '|':
            case '>':
                n += yield* this.parseBlockScalarHeader();
                n += yield* this.pushSpaces(true);
                yield* this.pushCount(line.length - n);
                yield* this.pushNewline();
                return yield* this.parseBlockScalar();
            default:
                return yield* this.parsePlainScalar();
        }
    }
    *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
            nl = yield* this.pushNewline();
            if (nl > 0) {
                sp = yield* this.pushSpaces(false);
                this.indentValue = indent = sp;
            }
            else {
                sp = 0;
            }
            sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
            return this.setNext('flow');
        if ((indent !== -1 && indent < this.indentNext && line[0] !== '#') ||
            (indent === 0 &&
                (line.startsWith('---') || line.startsWith('...')) &&
                isEmpty(line[3]))) {
            // Allowing for the terminal ] or } at the same (rather than greater)
            // indent level as the initial [ or { is technically invalid, but
            // failing here would be surprising to users.
            const atFlowEndMarker = indent === this.indentNext - 1 &&
                this.flowLevel === 1 &&
                (line[0] === ']' || line[0] === '}');
            if (!atFlowEndMarker) {
                // this is an error
                this.flowLevel = 0;
                yield cst.FLOW_END;
                return yield* this.parseLineStart();
            }
        }
        let n = 0;
        while (line[n] === ',') {
            n += yield* this.pushCount(1);
            n += yield* this.pushSpaces(true);
            this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
            case undefined:
                return 'flow';
            case '#':
                yield* this.pushCount(line.length - n);
                return 'flow';
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel += 1;
                return 'flow';
            case '}':
            case ']':
                yield* this.pushCount(1);
                this.flowKey = true;
                this.flowLevel -= 1;
                return this.flowLevel ? 'flow' : 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'flow';
            case '"':
            case "'":
                this.flowKey = true;
                return yield* this.parseQuotedScalar();
            case ':': {
                const next = this.charAt(1);
                if (this.flowKey || isEmpty(next) || next === ',') {
                    this.flowKey = false;
                    yield* this.pushCount(1);
                    yield* this.pushSpaces(true);
                    return 'flow';
                }
            }
            // fallthrough
            default:
                this.flowKey = false;
                return yield* this.parsePlainScalar();
        }
    }
    *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
            while (end !== -1 && this.buffer[end + 1] === "'")
                end = this.buffer.indexOf("'", end + 2);
        }
        else {
            // double-quote
            while (end !== -1) {
                let n = 0;
                while (this.buffer[end - 1 - n] === '\\')
                    n += 1;
                if (n % 2 === 0)
                    break;
                end = this.buffer.indexOf('"', end + 1);
            }
        }
        // Only looking for newlines within the quotes
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf('\n', this.pos);
        if (nl !== -1) {
            while (nl !== -1) {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = qb.indexOf('\n', cs);
            }
            if (nl !== -1) {
                // this is an error caused by an unexpected unindent
                end = nl - (qb[nl - 1] === '\r' ? 2 : 1);
            }
        }
        if (end === -1) {
            if (!this.atEnd)
                return this.setNext('quoted-scalar');
            end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? 'flow' : 'doc';
    }
    *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
            const ch = this.buffer[++i];
            if (ch === '+')
                this.blockScalarKeep = true;
            else if (ch > '0' && ch <= '9')
                this.blockScalarIndent = Number(ch) - 1;
            else if (ch !== '-')
                break;
        }
        return yield* this.pushUntil(ch => isEmpty(ch) || ch === '#');
    }
    *parseBlockScalar() {
        let nl = this.pos - 1; // may be -1 if this.pos === 0
        let indent = 0;
        let ch;
        loop: for (let i = this.pos; (ch = this.buffer[i]); ++i) {
            switch (ch) {
                case ' ':
                    indent += 1;
                    break;
                case '\n':
                    nl = i;
                    indent = 0;
                    break;
                case '\r': {
                    const next = this.buffer[i + 1];
                    if (!next && !this.atEnd)
                        return this.setNext('block-scalar');
                    if (next === '\n')
                        break;
                } // fallthrough
                default:
                    break loop;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('block-scalar');
        if (indent >= this.indentNext) {
            if (this.blockScalarIndent === -1)
                this.indentNext = indent;
            else {
                this.indentNext =
                    this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
            }
            do {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = this.buffer.indexOf('\n', cs);
            } while (nl !== -1);
            if (nl === -1) {
                if (!this.atEnd)
                    return this.setNext('block-scalar');
                nl = this.buffer.length;
            }
        }
        // Trailing insufficiently indented tabs are invalid.
        // To catch that during parsing, we include them in the block scalar value.
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === ' ')
            ch = this.buffer[++i];
        if (ch === '\t') {
            while (ch === '\t' || ch === ' ' || ch === '\r' || ch === '\n')
                ch = this.buffer[++i];
            nl = i - 1;
        }
        else if (!this.blockScalarKeep) {
            do {
                let i = nl - 1;
                let ch = this.buffer[i];
                if (ch === '\r')
                    ch = this.buffer[--i];
                const lastChar = i; // Drop the line if last char not more indented
                while (ch === ' ')
                    ch = this.buffer[--i];
                if (ch === '\n' && i >= this.pos && i + 1 + indent > lastChar)
                    nl = i;
                else
                    break;
            } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
    }
    *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while ((ch = this.buffer[++i])) {
            if (ch === ':') {
                const next = this.buffer[i + 1];
                if (isEmpty(next) || (inFlow && flowIndicatorChars.has(next)))
                    break;
                end = i;
            }
            else if (isEmpty(ch)) {
                let next = this.buffer[i + 1];
                if (ch === '\r') {
                    if (next === '\n') {
                        i += 1;
                        ch = '\n';
                        next = this.buffer[i + 1];
                    }
                    else
                        end = i;
                }
                if (next === '#' || (inFlow && flowIndicatorChars.has(next)))
                    break;
                if (ch === '\n') {
                    const cs = this.continueScalar(i + 1);
                    if (cs === -1)
                        break;
                    i = Math.max(i, cs - 2); // to advance, but still account for ' #'
                }
            }
            else {
                if (inFlow && flowIndicatorChars.has(ch))
                    break;
                end = i;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('plain-scalar');
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? 'flow' : 'doc';
    }
    *pushCount(n) {
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos += n;
            return n;
        }
        return 0;
    }
    *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
            yield s;
            this.pos += s.length;
            return s.length;
        }
        else if (allowEmpty)
            yield '';
        return 0;
    }
    *pushIndicators() {
        let n = 0;
        loop: while (true) {
            switch (this.charAt(0)) {
                case '!':
                    n += yield* this.pushTag();
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '&':
                    n += yield* this.pushUntil(isNotAnchorChar);
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '-': // this is an error
                case '?': // this is an error outside flow collections
                case ':': {
                    const inFlow = this.flowLevel > 0;
                    const ch1 = this.charAt(1);
                    if (isEmpty(ch1) || (inFlow && flowIndicatorChars.has(ch1))) {
                        if (!inFlow)
                            this.indentNext = this.indentValue + 1;
                        else if (this.flowKey)
                            this.flowKey = false;
                        n += yield* this.pushCount(1);
                        n += yield* this.pushSpaces(true);
                        continue loop;
                    }
                }
            }
            break loop;
        }
        return n;
    }
    *pushTag() {
        if (this.charAt(1) === '<') {
            let i = this.pos + 2;
            let ch = this.buffer[i];
            while (!isEmpty(ch) && ch !== '>')
                ch = this.buffer[++i];
            return yield* this.pushToIndex(ch === '>' ? i + 1 : i, false);
        }
        else {
            let i = this.pos + 1;
            let ch = this.buffer[i];
            while (ch) {
                if (tagChars.has(ch))
                    ch = this.buffer[++i];
                else if (ch === '%' &&
                    hexDigits.has(this.buffer[i + 1]) &&
                    hexDigits.has(this.buffer[i + 2])) {
                    ch = this.buffer[(i += 3)];
                }
                else
                    break;
            }
            return yield* this.pushToIndex(i, false);
        }
    }
    *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === '\n')
            return yield* this.pushCount(1);
        else if (ch === '\r' && this.charAt(1) === '\n')
            return yield* this.pushCount(2);
        else
            return 0;
    }
    *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
            ch = this.buffer[++i];
        } while (ch === ' ' || (allowTabs && ch === '\t'));
        const n = i - this.pos;
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos = i;
        }
        return n;
    }
    *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
            ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
    }
}

exports.Lexer = Lexer;


/***/ }),

/***/ 6628:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Tracks newlines during parsing in order to provide an efficient API for
 * determining the one-indexed `{ line, col }` position for any offset
 * within the input.
 */
class LineCounter {
    constructor() {
        this.lineStarts = [];
        /**
         * Should be called in ascending order. Otherwise, call
         * `lineCounter.lineStarts.sort()` before calling `linePos()`.
         */
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        /**
         * Performs a binary search and returns the 1-indexed { line, col }
         * position of `offset`. If `line === 0`, `addNewLine` has never been
         * called or `offset` is before the first known newline.
         */
        this.linePos = (offset) => {
            let low = 0;
            let high = this.lineStarts.length;
            while (low < high) {
                const mid = (low + high) >> 1; // Math.floor((low + high) / 2)
                if (this.lineStarts[mid] < offset)
                    low = mid + 1;
                else
                    high = mid;
            }
            if (this.lineStarts[low] === offset)
                return { line: low + 1, col: 1 };
            if (low === 0)
                return { line: 0, col: offset };
            const start = this.lineStarts[low - 1];
            return { line: low, col: offset - start + 1 };
        };
    }
}

exports.LineCounter = LineCounter;


/***/ }),

/***/ 3456:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);

function includesToken(list, type) {
    for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
            return true;
    return false;
}
function findNonEmptyIndex(list) {
    for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
            case 'space':
            case 'comment':
            case 'newline':
                break;
            default:
                return i;
        }
    }
    return -1;
}
function isFlowToken(token) {
    switch (token?.type) {
        case 'alias':
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'flow-collection':
            return true;
        default:
            return false;
    }
}
function getPrevProps(parent) {
    switch (parent.type) {
        case 'document':
            return parent.start;
        case 'block-map': {
            const it = parent.items[parent.items.length - 1];
            return it.sep ?? it.start;
        }
        case 'block-seq':
            return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
            return [];
    }
}
/** Note: May modify input array */
function getFirstKeyStartProps(prev) {
    if (prev.length === 0)
        return [];
    let i = prev.length;
    loop: while (--i >= 0) {
        switch (prev[i].type) {
            case 'doc-start':
            case 'explicit-key-ind':
            case 'map-value-ind':
            case 'seq-item-ind':
            case 'newline':
                break loop;
        }
    }
    while (prev[++i]?.type === 'space') {
        /* loop */
    }
    return prev.splice(i, prev.length);
}
function arrayPushArray(target, source) {
    // May exhaust call stack with large `source` array
    if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
    else
        for (let i = 0; i < source.length; ++i)
            target.push(source[i]);
}
function fixFlowSeqItems(fc) {
    if (fc.start.type === 'flow-seq-start') {
        for (const it of fc.items) {
            if (it.sep &&
                !it.value &&
                !includesToken(it.start, 'explicit-key-ind') &&
                !includesToken(it.sep, 'map-value-ind')) {
                if (it.key)
                    it.value = it.key;
                delete it.key;
                if (isFlowToken(it.value)) {
                    if (it.value.end)
                        arrayPushArray(it.value.end, it.sep);
                    else
                        it.value.end = it.sep;
                }
                else
                    arrayPushArray(it.start, it.sep);
                delete it.sep;
            }
        }
    }
}
/**
 * A YAML concrete syntax tree (CST) parser
 *
 * ```ts
 * const src: string = ...
 * for (const token of new Parser().parse(src)) {
 *   // token: Token
 * }
 * ```
 *
 * To use the parser with a user-provided lexer:
 *
 * ```ts
 * function* parse(source: string, lexer: Lexer) {
 *   const parser = new Parser()
 *   for (const lexeme of lexer.lex(source))
 *     yield* parser.next(lexeme)
 *   yield* parser.end()
 * }
 *
 * const src: string = ...
 * const lexer = new Lexer()
 * for (const token of parse(src, lexer)) {
 *   // token: Token
 * }
 * ```
 */
class Parser {
    /**
     * @param onNewLine - If defined, called separately with the start position of
     *   each new line (in `parse()`, including the start of input).
     */
    constructor(onNewLine) {
        /** If true, space and sequence indicators count as indentation */
        this.atNewLine = true;
        /** If true, next token is a scalar value */
        this.atScalar = false;
        /** Current indentation level */
        this.indent = 0;
        /** Current offset since the start of parsing */
        this.offset = 0;
        /** On the same line with a block map key */
        this.onKeyLine = false;
        /** Top indicates the node that's currently being built */
        this.stack = [];
        /** The source of the current token, set in parse() */
        this.source = '';
        /** The type of the current token, set in parse() */
        this.type = '';
        // Must be defined after `next()`
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
    }
    /**
     * Parse `source` as a YAML stream.
     * If `incomplete`, a part of the last line may be left as a buffer for the next call.
     *
     * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
     *
     * @returns A generator of tokens representing each directive, document, and other structure.
     */
    *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
            this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
            yield* this.next(lexeme);
        if (!incomplete)
            yield* this.end();
    }
    /**
     * Advance the parser by the `source` of one lexical token.
     */
    *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
            console.log('|', cst.prettyToken(source));
        if (this.atScalar) {
            this.atScalar = false;
            yield* this.step();
            this.offset += source.length;
            return;
        }
        const type = cst.tokenType(source);
        if (!type) {
            const message = `Not a YAML token: ${source}`;
            yield* this.pop({ type: 'error', offset: this.offset, message, source });
            this.offset += source.length;
        }
        else if (type === 'scalar') {
            this.atNewLine = false;
            this.atScalar = true;
            this.type = 'scalar';
        }
        else {
            this.type = type;
            yield* this.step();
            switch (type) {
                case 'newline':
                    this.atNewLine = true;
                    this.indent = 0;
                    if (this.onNewLine)
                        this.onNewLine(this.offset + source.length);
                    break;
                case 'space':
                    if (this.atNewLine && source[0] === ' ')
                        this.indent += source.length;
                    break;
                case 'explicit-key-ind':
                case 'map-value-ind':
                case 'seq-item-ind':
                    if (this.atNewLine)
                        this.indent += source.length;
                    break;
                case 'doc-mode':
                case 'flow-error-end':
                    return;
                default:
                    this.atNewLine = false;
            }
            this.offset += source.length;
        }
    }
    /** Call at end of input to push out any remaining constructions */
    *end() {
        while (this.stack.length > 0)
            yield* this.pop();
    }
    get sourceToken() {
        const st = {
            type: this.type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
        return st;
    }
    *step() {
        const top = this.peek(1);
        if (this.type === 'doc-end' && top?.type !== 'doc-end') {
            while (this.stack.length > 0)
                yield* this.pop();
            this.stack.push({
                type: 'doc-end',
                offset: this.offset,
                source: this.source
            });
            return;
        }
        if (!top)
            return yield* this.stream();
        switch (top.type) {
            case 'document':
                return yield* this.document(top);
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return yield* this.scalar(top);
            case 'block-scalar':
                return yield* this.blockScalar(top);
            case 'block-map':
                return yield* this.blockMap(top);
            case 'block-seq':
                return yield* this.blockSequence(top);
            case 'flow-collection':
                return yield* this.flowCollection(top);
            case 'doc-end':
                return yield* this.documentEnd(top);
        }
        /* istanbul ignore next should not happen */
        yield* this.pop();
    }
    peek(n) {
        return this.stack[this.stack.length - n];
    }
    *pop(error) {
        const token = error ?? this.stack.pop();
        /* istanbul ignore if should not happen */
        if (!token) {
            const message = 'Tried to pop an empty stack';
            yield { type: 'error', offset: this.offset, source: '', message };
        }
        else if (this.stack.length === 0) {
            yield token;
        }
        else {
            const top = this.peek(1);
            if (token.type === 'block-scalar') {
                // Block scalars use their parent rather than header indent
                token.indent = 'indent' in top ? top.indent : 0;
            }
            else if (token.type === 'flow-collection' && top.type === 'document') {
                // Ignore all indent for top-level flow collections
                token.indent = 0;
            }
            if (token.type === 'flow-collection')
                fixFlowSeqItems(token);
            switch (top.type) {
                case 'document':
                    top.value = token;
                    break;
                case 'block-scalar':
                    top.props.push(token); // error
                    break;
                case 'block-map': {
                    const it = top.items[top.items.length - 1];
                    if (it.value) {
                        top.items.push({ start: [], key: token, sep: [] });
                        this.onKeyLine = true;
                        return;
                    }
                    else if (it.sep) {
                        it.value = token;
                    }
                    else {
                        Object.assign(it, { key: token, sep: [] });
                        this.onKeyLine = !it.explicitKey;
                        return;
                    }
                    break;
                }
                case 'block-seq': {
                    const it = top.items[top.items.length - 1];
                    if (it.value)
                        top.items.push({ start: [], value: token });
                    else
                        it.value = token;
                    break;
                }
                case 'flow-collection': {
                    const it = top.items[top.items.length - 1];
                    if (!it || it.value)
                        top.items.push({ start: [], key: token, sep: [] });
                    else if (it.sep)
                        it.value = token;
                    else
                        Object.assign(it, { key: token, sep: [] });
                    return;
                }
                /* istanbul ignore next should not happen */
                default:
                    yield* this.pop();
                    yield* this.pop(token);
            }
            if ((top.type === 'document' ||
                top.type === 'block-map' ||
                top.type === 'block-seq') &&
                (token.type === 'block-map' || token.type === 'block-seq')) {
                const last = token.items[token.items.length - 1];
                if (last &&
                    !last.sep &&
                    !last.value &&
                    last.start.length > 0 &&
                    findNonEmptyIndex(last.start) === -1 &&
                    (token.indent === 0 ||
                        last.start.every(st => st.type !== 'comment' || st.indent < token.indent))) {
                    if (top.type === 'document')
                        top.end = last.start;
                    else
                        top.items.push({ start: last.start });
                    token.items.splice(-1, 1);
                }
            }
        }
    }
    *stream() {
        switch (this.type) {
            case 'directive-line':
                yield { type: 'directive', offset: this.offset, source: this.source };
                return;
            case 'byte-order-mark':
            case 'space':
            case 'comment':
            case 'newline':
                yield this.sourceToken;
                return;
            case 'doc-mode':
            case 'doc-start': {
                const doc = {
                    type: 'document',
                    offset: this.offset,
                    start: []
                };
                if (this.type === 'doc-start')
                    doc.start.push(this.sourceToken);
                this.stack.push(doc);
                return;
            }
        }
        yield {
            type: 'error',
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML stream`,
            source: this.source
        };
    }
    *document(doc) {
        if (doc.value)
            return yield* this.lineEnd(doc);
        switch (this.type) {
            case 'doc-start': {
                if (findNonEmptyIndex(doc.start) !== -1) {
                    yield* this.pop();
                    yield* this.step();
                }
                else
                    doc.start.push(this.sourceToken);
                return;
            }
            case 'anchor':
            case 'tag':
            case 'space':
            case 'comment':
            case 'newline':
                doc.start.push(this.sourceToken);
                return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
            this.stack.push(bv);
        else {
            yield {
                type: 'error',
                offset: this.offset,
                message: `Unexpected ${this.type} token in YAML document`,
                source: this.source
            };
        }
    }
    *scalar(scalar) {
        if (this.type === 'map-value-ind') {
            const prev = getPrevProps(this.peek(2));
            const start = getFirstKeyStartProps(prev);
            let sep;
            if (scalar.end) {
                sep = scalar.end;
                sep.push(this.sourceToken);
                delete scalar.end;
            }
            else
                sep = [this.sourceToken];
            const map = {
                type: 'block-map',
                offset: scalar.offset,
                indent: scalar.indent,
                items: [{ start, key: scalar, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
        }
        else
            yield* this.lineEnd(scalar);
    }
    *blockScalar(scalar) {
        switch (this.type) {
            case 'space':
            case 'comment':
            case 'newline':
                scalar.props.push(this.sourceToken);
                return;
            case 'scalar':
                scalar.source = this.source;
                // block-scalar source includes trailing newline
                this.atNewLine = true;
                this.indent = 0;
                if (this.onNewLine) {
                    let nl = this.source.indexOf('\n') + 1;
                    while (nl !== 0) {
                        this.onNewLine(this.offset + nl);
                        nl = this.source.indexOf('\n', nl) + 1;
                    }
                }
                yield* this.pop();
                break;
            /* istanbul ignore next should not happen */
            default:
                yield* this.pop();
                yield* this.step();
        }
    }
    *blockMap(map) {
        const it = map.items[map.items.length - 1];
        // it.sep is true-ish if pair already has key or : separator
        switch (this.type) {
            case 'newline':
                this.onKeyLine = false;
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    it.start.push(this.sourceToken);
                }
                return;
            case 'space':
            case 'comment':
                if (it.value) {
                    map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    if (this.atIndentedComment(it.start, map.indent)) {
                        const prev = map.items[map.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            map.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
        }
        if (this.indent >= map.indent) {
            const atMapIndent = !this.onKeyLine && this.indent === map.indent;
            const atNextItem = atMapIndent &&
                (it.sep || it.explicitKey) &&
                this.type !== 'seq-item-ind';
            // For empty nodes, assign newline-separated not indented empty tokens to following node
            let start = [];
            if (atNextItem && it.sep && !it.value) {
                const nl = [];
                for (let i = 0; i < it.sep.length; ++i) {
                    const st = it.sep[i];
                    switch (st.type) {
                        case 'newline':
                            nl.push(i);
                            break;
                        case 'space':
                            break;
                        case 'comment':
                            if (st.indent > map.indent)
                                nl.length = 0;
                            break;
                        default:
                            nl.length = 0;
                    }
                }
                if (nl.length >= 2)
                    start = it.sep.splice(nl[1]);
            }
            switch (this.type) {
                case 'anchor':
                case 'tag':
                    if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        it.sep.push(this.sourceToken);
                    }
                    else {
                        it.start.push(this.sourceToken);
                    }
                    return;
                case 'explicit-key-ind':
                    if (!it.sep && !it.explicitKey) {
                        it.start.push(this.sourceToken);
                        it.explicitKey = true;
                    }
                    else if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start, explicitKey: true });
                    }
                    else {
                        this.stack.push({
                            type: 'block-map',
                            offset: this.offset,
                            indent: this.indent,
                            items: [{ start: [this.sourceToken], explicitKey: true }]
                        });
                    }
                    this.onKeyLine = true;
                    return;
                case 'map-value-ind':
                    if (it.explicitKey) {
                        if (!it.sep) {
                            if (includesToken(it.start, 'newline')) {
                                Object.assign(it, { key: null, sep: [this.sourceToken] });
                            }
                            else {
                                const start = getFirstKeyStartProps(it.start);
                                this.stack.push({
                                    type: 'block-map',
                                    offset: this.offset,
                                    indent: this.indent,
                                    items: [{ start, key: null, sep: [this.sourceToken] }]
                                });
                            }
                        }
                        else if (it.value) {
                            map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else if (isFlowToken(it.key) &&
                            !includesToken(it.sep, 'newline')) {
                            const start = getFirstKeyStartProps(it.start);
                            const key = it.key;
                            const sep = it.sep;
                            sep.push(this.sourceToken);
                            // @ts-expect-error type guard is wrong here
                            delete it.key;
                            // @ts-expect-error type guard is wrong here
                            delete it.sep;
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key, sep }]
                            });
                        }
                        else if (start.length > 0) {
                            // Not actually at next item
                            it.sep = it.sep.concat(start, this.sourceToken);
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    else {
                        if (!it.sep) {
                            Object.assign(it, { key: null, sep: [this.sourceToken] });
                        }
                        else if (it.value || atNextItem) {
                            map.items.push({ start, key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start: [], key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    this.onKeyLine = true;
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (atNextItem || it.value) {
                        map.items.push({ start, key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        this.stack.push(fs);
                    }
                    else {
                        Object.assign(it, { key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    return;
                }
                default: {
                    const bv = this.startBlockValue(map);
                    if (bv) {
                        if (bv.type === 'block-seq') {
                            if (!it.explicitKey &&
                                it.sep &&
                                !includesToken(it.sep, 'newline')) {
                                yield* this.pop({
                                    type: 'error',
                                    offset: this.offset,
                                    message: 'Unexpected block-seq-ind on same line with key',
                                    source: this.source
                                });
                                return;
                            }
                        }
                        else if (atMapIndent) {
                            map.items.push({ start });
                        }
                        this.stack.push(bv);
                        return;
                    }
                }
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
            case 'newline':
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        seq.items.push({ start: [this.sourceToken] });
                }
                else
                    it.start.push(this.sourceToken);
                return;
            case 'space':
            case 'comment':
                if (it.value)
                    seq.items.push({ start: [this.sourceToken] });
                else {
                    if (this.atIndentedComment(it.start, seq.indent)) {
                        const prev = seq.items[seq.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            seq.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
            case 'anchor':
            case 'tag':
                if (it.value || this.indent <= seq.indent)
                    break;
                it.start.push(this.sourceToken);
                return;
            case 'seq-item-ind':
                if (this.indent !== seq.indent)
                    break;
                if (it.value || includesToken(it.start, 'seq-item-ind'))
                    seq.items.push({ start: [this.sourceToken] });
                else
                    it.start.push(this.sourceToken);
                return;
        }
        if (this.indent > seq.indent) {
            const bv = this.startBlockValue(seq);
            if (bv) {
                this.stack.push(bv);
                return;
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === 'flow-error-end') {
            let top;
            do {
                yield* this.pop();
                top = this.peek(1);
            } while (top?.type === 'flow-collection');
        }
        else if (fc.end.length === 0) {
            switch (this.type) {
                case 'comma':
                case 'explicit-key-ind':
                    if (!it || it.sep)
                        fc.items.push({ start: [this.sourceToken] });
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'map-value-ind':
                    if (!it || it.value)
                        fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        Object.assign(it, { key: null, sep: [this.sourceToken] });
                    return;
                case 'space':
                case 'comment':
                case 'newline':
                case 'anchor':
                case 'tag':
                    if (!it || it.value)
                        fc.items.push({ start: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (!it || it.value)
                        fc.items.push({ start: [], key: fs, sep: [] });
                    else if (it.sep)
                        this.stack.push(fs);
                    else
                        Object.assign(it, { key: fs, sep: [] });
                    return;
                }
                case 'flow-map-end':
                case 'flow-seq-end':
                    fc.end.push(this.sourceToken);
                    return;
            }
            const bv = this.startBlockValue(fc);
            /* istanbul ignore else should not happen */
            if (bv)
                this.stack.push(bv);
            else {
                yield* this.pop();
                yield* this.step();
            }
        }
        else {
            const parent = this.peek(2);
            if (parent.type === 'block-map' &&
                ((this.type === 'map-value-ind' && parent.indent === fc.indent) ||
                    (this.type === 'newline' &&
                        !parent.items[parent.items.length - 1].sep))) {
                yield* this.pop();
                yield* this.step();
            }
            else if (this.type === 'map-value-ind' &&
                parent.type !== 'flow-collection') {
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                fixFlowSeqItems(fc);
                const sep = fc.end.splice(1, fc.end.length);
                sep.push(this.sourceToken);
                const map = {
                    type: 'block-map',
                    offset: fc.offset,
                    indent: fc.indent,
                    items: [{ start, key: fc, sep }]
                };
                this.onKeyLine = true;
                this.stack[this.stack.length - 1] = map;
            }
            else {
                yield* this.lineEnd(fc);
            }
        }
    }
    flowScalar(type) {
        if (this.onNewLine) {
            let nl = this.source.indexOf('\n') + 1;
            while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf('\n', nl) + 1;
            }
        }
        return {
            type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
    }
    startBlockValue(parent) {
        switch (this.type) {
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return this.flowScalar(this.type);
            case 'block-scalar-header':
                return {
                    type: 'block-scalar',
                    offset: this.offset,
                    indent: this.indent,
                    props: [this.sourceToken],
                    source: ''
                };
            case 'flow-map-start':
            case 'flow-seq-start':
                return {
                    type: 'flow-collection',
                    offset: this.offset,
                    indent: this.indent,
                    start: this.sourceToken,
                    items: [],
                    end: []
                };
            case 'seq-item-ind':
                return {
                    type: 'block-seq',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [this.sourceToken] }]
                };
            case 'explicit-key-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                start.push(this.sourceToken);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, explicitKey: true }]
                };
            }
            case 'map-value-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                };
            }
        }
        return null;
    }
    atIndentedComment(start, indent) {
        if (this.type !== 'comment')
            return false;
        if (this.indent <= indent)
            return false;
        return start.every(st => st.type === 'newline' || st.type === 'space');
    }
    *documentEnd(docEnd) {
        if (this.type !== 'doc-mode') {
            if (docEnd.end)
                docEnd.end.push(this.sourceToken);
            else
                docEnd.end = [this.sourceToken];
            if (this.type === 'newline')
                yield* this.pop();
        }
    }
    *lineEnd(token) {
        switch (this.type) {
            case 'comma':
            case 'doc-start':
            case 'doc-end':
            case 'flow-seq-end':
            case 'flow-map-end':
            case 'map-value-ind':
                yield* this.pop();
                yield* this.step();
                break;
            case 'newline':
                this.onKeyLine = false;
            // fallthrough
            case 'space':
            case 'comment':
            default:
                // all other values are errors
                if (token.end)
                    token.end.push(this.sourceToken);
                else
                    token.end = [this.sourceToken];
                if (this.type === 'newline')
                    yield* this.pop();
        }
    }
}

exports.Parser = Parser;


/***/ }),

/***/ 4047:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var log = __nccwpck_require__(7249);
var identity = __nccwpck_require__(1127);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);

function parseOptions(options) {
    const prettyErrors = options.prettyErrors !== false;
    const lineCounter$1 = options.lineCounter || (prettyErrors && new lineCounter.LineCounter()) || null;
    return { lineCounter: lineCounter$1, prettyErrors };
}
/**
 * Parse the input as a stream of YAML documents.
 *
 * Documents should be separated from each other by `...` or `---` marker lines.
 *
 * @returns If an empty `docs` array is returned, it will be of type
 *   EmptyStream and contain additional stream information. In
 *   TypeScript, you should use `'empty' in docs` as a type guard for it.
 */
function parseAllDocuments(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    const docs = Array.from(composer$1.compose(parser$1.parse(source)));
    if (prettyErrors && lineCounter)
        for (const doc of docs) {
            doc.errors.forEach(errors.prettifyError(source, lineCounter));
            doc.warnings.forEach(errors.prettifyError(source, lineCounter));
        }
    if (docs.length > 0)
        return docs;
    return Object.assign([], { empty: true }, composer$1.streamInfo());
}
/** Parse an input string into a single YAML.Document */
function parseDocument(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    // `doc` is always set by compose.end(true) at the very latest
    let doc = null;
    for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
            doc = _doc;
        else if (doc.options.logLevel !== 'silent') {
            doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), 'MULTIPLE_DOCS', 'Source contains multiple documents; please use YAML.parseAllDocuments()'));
            break;
        }
    }
    if (prettyErrors && lineCounter) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter));
    }
    return doc;
}
function parse(src, reviver, options) {
    let _reviver = undefined;
    if (typeof reviver === 'function') {
        _reviver = reviver;
    }
    else if (options === undefined && reviver && typeof reviver === 'object') {
        options = reviver;
    }
    const doc = parseDocument(src, options);
    if (!doc)
        return null;
    doc.warnings.forEach(warning => log.warn(doc.options.logLevel, warning));
    if (doc.errors.length > 0) {
        if (doc.options.logLevel !== 'silent')
            throw doc.errors[0];
        else
            doc.errors = [];
    }
    return doc.toJS(Object.assign({ reviver: _reviver }, options));
}
function stringify(value, replacer, options) {
    let _replacer = null;
    if (typeof replacer === 'function' || Array.isArray(replacer)) {
        _replacer = replacer;
    }
    else if (options === undefined && replacer) {
        options = replacer;
    }
    if (typeof options === 'string')
        options = options.length;
    if (typeof options === 'number') {
        const indent = Math.round(options);
        options = indent < 1 ? undefined : indent > 8 ? { indent: 8 } : { indent };
    }
    if (value === undefined) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
            return undefined;
    }
    if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
    return new Document.Document(value, _replacer, options).toString(options);
}

exports.parse = parse;
exports.parseAllDocuments = parseAllDocuments;
exports.parseDocument = parseDocument;
exports.stringify = stringify;


/***/ }),

/***/ 5840:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var tags = __nccwpck_require__(18);

const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
class Schema {
    constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat)
            ? tags.getTags(compat, 'compat')
            : compat
                ? tags.getTags(null, compat)
                : null;
        this.name = (typeof schema === 'string' && schema) || 'core';
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        // Used by createMap()
        this.sortMapEntries =
            typeof sortMapEntries === 'function'
                ? sortMapEntries
                : sortMapEntries === true
                    ? sortMapEntriesByKey
                    : null;
    }
    clone() {
        const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy.tags = this.tags.slice();
        return copy;
    }
}

exports.Schema = Schema;


/***/ }),

/***/ 7451:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLMap = __nccwpck_require__(4454);

const map = {
    collection: 'map',
    default: true,
    nodeClass: YAMLMap.YAMLMap,
    tag: 'tag:yaml.org,2002:map',
    resolve(map, onError) {
        if (!identity.isMap(map))
            onError('Expected a mapping for this tag');
        return map;
    },
    createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
};

exports.map = map;


/***/ }),

/***/ 3632:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const nullTag = {
    identify: value => value == null,
    createNode: () => new Scalar.Scalar(null),
    default: true,
    tag: 'tag:yaml.org,2002:null',
    test: /^(?:~|[Nn]ull|NULL)?$/,
    resolve: () => new Scalar.Scalar(null),
    stringify: ({ source }, ctx) => typeof source === 'string' && nullTag.test.test(source)
        ? source
        : ctx.options.nullStr
};

exports.nullTag = nullTag;


/***/ }),

/***/ 1706:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLSeq = __nccwpck_require__(2223);

const seq = {
    collection: 'seq',
    default: true,
    nodeClass: YAMLSeq.YAMLSeq,
    tag: 'tag:yaml.org,2002:seq',
    resolve(seq, onError) {
        if (!identity.isSeq(seq))
            onError('Expected a sequence for this tag');
        return seq;
    },
    createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
};

exports.seq = seq;


/***/ }),

/***/ 6464:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyString = __nccwpck_require__(3069);

const string = {
    identify: value => typeof value === 'string',
    default: true,
    tag: 'tag:yaml.org,2002:str',
    resolve: str => str,
    stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
    }
};

exports.string = string;


/***/ }),

/***/ 3959:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const boolTag = {
    identify: value => typeof value === 'boolean',
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
    resolve: str => new Scalar.Scalar(str[0] === 't' || str[0] === 'T'),
    stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
            const sv = source[0] === 't' || source[0] === 'T';
            if (value === sv)
                return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
};

exports.boolTag = boolTag;


/***/ }),

/***/ 8405:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: str => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
    resolve: str => parseFloat(str),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf('.');
        if (dot !== -1 && str[str.length - 1] === '0')
            node.minFractionDigits = str.length - dot - 1;
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 9874:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
const intResolve = (str, offset, radix, { intAsBigInt }) => (intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix));
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
    return stringifyNumber.stringifyNumber(node);
}
const intOct = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^0o[0-7]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
    stringify: node => intStringify(node, 8, '0o')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^0x[0-9a-fA-F]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 896:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.boolTag,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float
];

exports.schema = schema;


/***/ }),

/***/ 3559:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);

function intIdentify(value) {
    return typeof value === 'bigint' || Number.isInteger(value);
}
const stringifyJSON = ({ value }) => JSON.stringify(value);
const jsonScalars = [
    {
        identify: value => typeof value === 'string',
        default: true,
        tag: 'tag:yaml.org,2002:str',
        resolve: str => str,
        stringify: stringifyJSON
    },
    {
        identify: value => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: 'tag:yaml.org,2002:null',
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
    },
    {
        identify: value => typeof value === 'boolean',
        default: true,
        tag: 'tag:yaml.org,2002:bool',
        test: /^true$|^false$/,
        resolve: str => str === 'true',
        stringify: stringifyJSON
    },
    {
        identify: intIdentify,
        default: true,
        tag: 'tag:yaml.org,2002:int',
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
    },
    {
        identify: value => typeof value === 'number',
        default: true,
        tag: 'tag:yaml.org,2002:float',
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: str => parseFloat(str),
        stringify: stringifyJSON
    }
];
const jsonError = {
    default: true,
    tag: '',
    test: /^/,
    resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
    }
};
const schema = [map.map, seq.seq].concat(jsonScalars, jsonError);

exports.schema = schema;


/***/ }),

/***/ 18:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);
var schema = __nccwpck_require__(896);
var schema$1 = __nccwpck_require__(3559);
var binary = __nccwpck_require__(6083);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var schema$2 = __nccwpck_require__(5913);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schemas = new Map([
    ['core', schema.schema],
    ['failsafe', [map.map, seq.seq, string.string]],
    ['json', schema$1.schema],
    ['yaml11', schema$2.schema],
    ['yaml-1.1', schema$2.schema]
]);
const tagsByName = {
    binary: binary.binary,
    bool: bool.boolTag,
    float: float.float,
    floatExp: float.floatExp,
    floatNaN: float.floatNaN,
    floatTime: timestamp.floatTime,
    int: int.int,
    intHex: int.intHex,
    intOct: int.intOct,
    intTime: timestamp.intTime,
    map: map.map,
    merge: merge.merge,
    null: _null.nullTag,
    omap: omap.omap,
    pairs: pairs.pairs,
    seq: seq.seq,
    set: set.set,
    timestamp: timestamp.timestamp
};
const coreKnownTags = {
    'tag:yaml.org,2002:binary': binary.binary,
    'tag:yaml.org,2002:merge': merge.merge,
    'tag:yaml.org,2002:omap': omap.omap,
    'tag:yaml.org,2002:pairs': pairs.pairs,
    'tag:yaml.org,2002:set': set.set,
    'tag:yaml.org,2002:timestamp': timestamp.timestamp
};
function getTags(customTags, schemaName, addMergeTag) {
    const schemaTags = schemas.get(schemaName);
    if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge.merge)
            ? schemaTags.concat(merge.merge)
            : schemaTags.slice();
    }
    let tags = schemaTags;
    if (!tags) {
        if (Array.isArray(customTags))
            tags = [];
        else {
            const keys = Array.from(schemas.keys())
                .filter(key => key !== 'yaml11')
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
    }
    if (Array.isArray(customTags)) {
        for (const tag of customTags)
            tags = tags.concat(tag);
    }
    else if (typeof customTags === 'function') {
        tags = customTags(tags.slice());
    }
    if (addMergeTag)
        tags = tags.concat(merge.merge);
    return tags.reduce((tags, tag) => {
        const tagObj = typeof tag === 'string' ? tagsByName[tag] : tag;
        if (!tagObj) {
            const tagName = JSON.stringify(tag);
            const keys = Object.keys(tagsByName)
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags.includes(tagObj))
            tags.push(tagObj);
        return tags;
    }, []);
}

exports.coreKnownTags = coreKnownTags;
exports.getTags = getTags;


/***/ }),

/***/ 6083:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_buffer = __nccwpck_require__(181);
var Scalar = __nccwpck_require__(3301);
var stringifyString = __nccwpck_require__(3069);

const binary = {
    identify: value => value instanceof Uint8Array, // Buffer inherits from Uint8Array
    default: false,
    tag: 'tag:yaml.org,2002:binary',
    /**
     * Returns a Buffer in node and an Uint8Array in browsers
     *
     * To use the resulting buffer as an image, you'll want to do something like:
     *
     *   const blob = new Blob([buffer], { type: 'image/jpeg' })
     *   document.querySelector('#photo').src = URL.createObjectURL(blob)
     */
    resolve(src, onError) {
        if (typeof node_buffer.Buffer === 'function') {
            return node_buffer.Buffer.from(src, 'base64');
        }
        else if (typeof atob === 'function') {
            // On IE 11, atob() can't handle newlines
            const str = atob(src.replace(/[\n\r]/g, ''));
            const buffer = new Uint8Array(str.length);
            for (let i = 0; i < str.length; ++i)
                buffer[i] = str.charCodeAt(i);
            return buffer;
        }
        else {
            onError('This environment does not support reading binary tags; either Buffer or atob is required');
            return src;
        }
    },
    stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
            return '';
        const buf = value; // checked earlier by binary.identify()
        let str;
        if (typeof node_buffer.Buffer === 'function') {
            str =
                buf instanceof node_buffer.Buffer
                    ? buf.toString('base64')
                    : node_buffer.Buffer.from(buf.buffer).toString('base64');
        }
        else if (typeof btoa === 'function') {
            let s = '';
            for (let i = 0; i < buf.length; ++i)
                s += String.fromCharCode(buf[i]);
            str = btoa(s);
        }
        else {
            throw new Error('This environment does not support writing binary tags; either Buffer or btoa is required');
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
            const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
            const n = Math.ceil(str.length / lineWidth);
            const lines = new Array(n);
            for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
                lines[i] = str.substr(o, lineWidth);
            }
            str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? '\n' : ' ');
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
    }
};

exports.binary = binary;


/***/ }),

/***/ 8398:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function boolStringify({ value, source }, ctx) {
    const boolObj = value ? trueTag : falseTag;
    if (source && boolObj.test.test(source))
        return source;
    return value ? ctx.options.trueStr : ctx.options.falseStr;
}
const trueTag = {
    identify: value => value === true,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
    resolve: () => new Scalar.Scalar(true),
    stringify: boolStringify
};
const falseTag = {
    identify: value => value === false,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
    resolve: () => new Scalar.Scalar(false),
    stringify: boolStringify
};

exports.falseTag = falseTag;
exports.trueTag = trueTag;


/***/ }),

/***/ 5782:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: (str) => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
    resolve: (str) => parseFloat(str.replace(/_/g, '')),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, '')));
        const dot = str.indexOf('.');
        if (dot !== -1) {
            const f = str.substring(dot + 1).replace(/_/g, '');
            if (f[f.length - 1] === '0')
                node.minFractionDigits = f.length;
        }
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 873:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
function intResolve(str, offset, radix, { intAsBigInt }) {
    const sign = str[0];
    if (sign === '-' || sign === '+')
        offset += 1;
    str = str.substring(offset).replace(/_/g, '');
    if (intAsBigInt) {
        switch (radix) {
            case 2:
                str = `0b${str}`;
                break;
            case 8:
                str = `0o${str}`;
                break;
            case 16:
                str = `0x${str}`;
                break;
        }
        const n = BigInt(str);
        return sign === '-' ? BigInt(-1) * n : n;
    }
    const n = parseInt(str, radix);
    return sign === '-' ? -1 * n : n;
}
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? '-' + prefix + str.substr(1) : prefix + str;
    }
    return stringifyNumber.stringifyNumber(node);
}
const intBin = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'BIN',
    test: /^[-+]?0b[0-1_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
    stringify: node => intStringify(node, 2, '0b')
};
const intOct = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^[-+]?0[0-7_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
    stringify: node => intStringify(node, 8, '0')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9][0-9_]*$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^[-+]?0x[0-9a-fA-F_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intBin = intBin;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 452:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

// If the value associated with a merge key is a single mapping node, each of
// its key/value pairs is inserted into the current mapping, unless the key
// already exists in it. If the value associated with the merge key is a
// sequence, then this sequence is expected to contain mapping nodes and each
// of these nodes is merged in turn according to its order in the sequence.
// Keys in mapping nodes earlier in the sequence override keys specified in
// later mapping nodes. -- http://yaml.org/type/merge.html
const MERGE_KEY = '<<';
const merge = {
    identify: value => value === MERGE_KEY ||
        (typeof value === 'symbol' && value.description === MERGE_KEY),
    default: 'key',
    tag: 'tag:yaml.org,2002:merge',
    test: /^<<$/,
    resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
    }),
    stringify: () => MERGE_KEY
};
const isMergeKey = (ctx, key) => (merge.identify(key) ||
    (identity.isScalar(key) &&
        (!key.type || key.type === Scalar.Scalar.PLAIN) &&
        merge.identify(key.value))) &&
    ctx?.doc.schema.tags.some(tag => tag.tag === merge.tag && tag.default);
function addMergeToJSMap(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (identity.isSeq(source))
        for (const it of source.items)
            mergeValue(ctx, map, it);
    else if (Array.isArray(source))
        for (const it of source)
            mergeValue(ctx, map, it);
    else
        mergeValue(ctx, map, source);
}
function mergeValue(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (!identity.isMap(source))
        throw new Error('Merge sources must be maps or map aliases');
    const srcMap = source.toJSON(null, ctx, Map);
    for (const [key, value] of srcMap) {
        if (map instanceof Map) {
            if (!map.has(key))
                map.set(key, value);
        }
        else if (map instanceof Set) {
            map.add(key);
        }
        else if (!Object.prototype.hasOwnProperty.call(map, key)) {
            Object.defineProperty(map, key, {
                value,
                writable: true,
                enumerable: true,
                configurable: true
            });
        }
    }
    return map;
}
function resolveAliasValue(ctx, value) {
    return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
}

exports.addMergeToJSMap = addMergeToJSMap;
exports.isMergeKey = isMergeKey;
exports.merge = merge;


/***/ }),

/***/ 303:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var pairs = __nccwpck_require__(8385);

class YAMLOMap extends YAMLSeq.YAMLSeq {
    constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = YAMLOMap.tag;
    }
    /**
     * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
     * but TypeScript won't allow widening the signature of a child method.
     */
    toJSON(_, ctx) {
        if (!ctx)
            return super.toJSON(_);
        const map = new Map();
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const pair of this.items) {
            let key, value;
            if (identity.isPair(pair)) {
                key = toJS.toJS(pair.key, '', ctx);
                value = toJS.toJS(pair.value, key, ctx);
            }
            else {
                key = toJS.toJS(pair, '', ctx);
            }
            if (map.has(key))
                throw new Error('Ordered maps must not include duplicate keys');
            map.set(key, value);
        }
        return map;
    }
    static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap = new this();
        omap.items = pairs$1.items;
        return omap;
    }
}
YAMLOMap.tag = 'tag:yaml.org,2002:omap';
const omap = {
    collection: 'seq',
    identify: value => value instanceof Map,
    nodeClass: YAMLOMap,
    default: false,
    tag: 'tag:yaml.org,2002:omap',
    resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
            if (identity.isScalar(key)) {
                if (seenKeys.includes(key.value)) {
                    onError(`Ordered maps must not include duplicate keys: ${key.value}`);
                }
                else {
                    seenKeys.push(key.value);
                }
            }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
    },
    createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
};

exports.YAMLOMap = YAMLOMap;
exports.omap = omap;


/***/ }),

/***/ 8385:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLSeq = __nccwpck_require__(2223);

function resolvePairs(seq, onError) {
    if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
            let item = seq.items[i];
            if (identity.isPair(item))
                continue;
            else if (identity.isMap(item)) {
                if (item.items.length > 1)
                    onError('Each pair must have its own sequence indicator');
                const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
                if (item.commentBefore)
                    pair.key.commentBefore = pair.key.commentBefore
                        ? `${item.commentBefore}\n${pair.key.commentBefore}`
                        : item.commentBefore;
                if (item.comment) {
                    const cn = pair.value ?? pair.key;
                    cn.comment = cn.comment
                        ? `${item.comment}\n${cn.comment}`
                        : item.comment;
                }
                item = pair;
            }
            seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
    }
    else
        onError('Expected a sequence for this tag');
    return seq;
}
function createPairs(schema, iterable, ctx) {
    const { replacer } = ctx;
    const pairs = new YAMLSeq.YAMLSeq(schema);
    pairs.tag = 'tag:yaml.org,2002:pairs';
    let i = 0;
    if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
            if (typeof replacer === 'function')
                it = replacer.call(iterable, String(i++), it);
            let key, value;
            if (Array.isArray(it)) {
                if (it.length === 2) {
                    key = it[0];
                    value = it[1];
                }
                else
                    throw new TypeError(`Expected [key, value] tuple: ${it}`);
            }
            else if (it && it instanceof Object) {
                const keys = Object.keys(it);
                if (keys.length === 1) {
                    key = keys[0];
                    value = it[key];
                }
                else {
                    throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
                }
            }
            else {
                key = it;
            }
            pairs.items.push(Pair.createPair(key, value, ctx));
        }
    return pairs;
}
const pairs = {
    collection: 'seq',
    default: false,
    tag: 'tag:yaml.org,2002:pairs',
    resolve: resolvePairs,
    createNode: createPairs
};

exports.createPairs = createPairs;
exports.pairs = pairs;
exports.resolvePairs = resolvePairs;


/***/ }),

/***/ 5913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var binary = __nccwpck_require__(6083);
var bool = __nccwpck_require__(8398);
var float = __nccwpck_require__(5782);
var int = __nccwpck_require__(873);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.trueTag,
    bool.falseTag,
    int.intBin,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float,
    binary.binary,
    merge.merge,
    omap.omap,
    pairs.pairs,
    set.set,
    timestamp.intTime,
    timestamp.floatTime,
    timestamp.timestamp
];

exports.schema = schema;


/***/ }),

/***/ 1528:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);

class YAMLSet extends YAMLMap.YAMLMap {
    constructor(schema) {
        super(schema);
        this.tag = YAMLSet.tag;
    }
    add(key) {
        let pair;
        if (identity.isPair(key))
            pair = key;
        else if (key &&
            typeof key === 'object' &&
            'key' in key &&
            'value' in key &&
            key.value === null)
            pair = new Pair.Pair(key.key, null);
        else
            pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
            this.items.push(pair);
    }
    /**
     * If `keepPair` is `true`, returns the Pair matching `key`.
     * Otherwise, returns the value of that Pair's key.
     */
    get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair)
            ? identity.isScalar(pair.key)
                ? pair.key.value
                : pair.key
            : pair;
    }
    set(key, value) {
        if (typeof value !== 'boolean')
            throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
            this.items.splice(this.items.indexOf(prev), 1);
        }
        else if (!prev && value) {
            this.items.push(new Pair.Pair(key));
        }
    }
    toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        if (this.hasAllNullValues(true))
            return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
            throw new Error('Set items must all have null values');
    }
    static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
            for (let value of iterable) {
                if (typeof replacer === 'function')
                    value = replacer.call(iterable, value, value);
                set.items.push(Pair.createPair(value, null, ctx));
            }
        return set;
    }
}
YAMLSet.tag = 'tag:yaml.org,2002:set';
const set = {
    collection: 'map',
    identify: value => value instanceof Set,
    nodeClass: YAMLSet,
    default: false,
    tag: 'tag:yaml.org,2002:set',
    createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
    resolve(map, onError) {
        if (identity.isMap(map)) {
            if (map.hasAllNullValues(true))
                return Object.assign(new YAMLSet(), map);
            else
                onError('Set items must all have null values');
        }
        else
            onError('Expected a mapping for this tag');
        return map;
    }
};

exports.YAMLSet = YAMLSet;
exports.set = set;


/***/ }),

/***/ 6752:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

/** Internal types handle bigint as number, because TS can't figure it out. */
function parseSexagesimal(str, asBigInt) {
    const sign = str[0];
    const parts = sign === '-' || sign === '+' ? str.substring(1) : str;
    const num = (n) => asBigInt ? BigInt(n) : Number(n);
    const res = parts
        .replace(/_/g, '')
        .split(':')
        .reduce((res, p) => res * num(60) + num(p), num(0));
    return (sign === '-' ? num(-1) * res : res);
}
/**
 * hhhh:mm:ss.sss
 *
 * Internal types handle bigint as number, because TS can't figure it out.
 */
function stringifySexagesimal(node) {
    let { value } = node;
    let num = (n) => n;
    if (typeof value === 'bigint')
        num = n => BigInt(n);
    else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
    let sign = '';
    if (value < 0) {
        sign = '-';
        value *= num(-1);
    }
    const _60 = num(60);
    const parts = [value % _60]; // seconds, including ms
    if (value < 60) {
        parts.unshift(0); // at least one : is required
    }
    else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60); // minutes
        if (value >= 60) {
            value = (value - parts[0]) / _60;
            parts.unshift(value); // hours
        }
    }
    return (sign +
        parts
            .map(n => String(n).padStart(2, '0'))
            .join(':')
            .replace(/000000\d*$/, '') // % 60 may introduce error
    );
}
const intTime = {
    identify: value => typeof value === 'bigint' || Number.isInteger(value),
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
    resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
    stringify: stringifySexagesimal
};
const floatTime = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    resolve: str => parseSexagesimal(str, false),
    stringify: stringifySexagesimal
};
const timestamp = {
    identify: value => value instanceof Date,
    default: true,
    tag: 'tag:yaml.org,2002:timestamp',
    // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
    // may be omitted altogether, resulting in a date format. In such a case, the time part is
    // assumed to be 00:00:00Z (start of day, UTC).
    test: RegExp('^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})' + // YYYY-Mm-Dd
        '(?:' + // time is optional
        '(?:t|T|[ \\t]+)' + // t | T | whitespace
        '([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)' + // Hh:Mm:Ss(.ss)?
        '(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?' + // Z | +5 | -03:30
        ')?$'),
    resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
            throw new Error('!!timestamp expects a date, starting with yyyy-mm-dd');
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + '00').substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== 'Z') {
            let d = parseSexagesimal(tz, false);
            if (Math.abs(d) < 30)
                d *= 60;
            date -= 60000 * d;
        }
        return new Date(date);
    },
    stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, '') ?? ''
};

exports.floatTime = floatTime;
exports.intTime = intTime;
exports.timestamp = timestamp;


/***/ }),

/***/ 4475:
/***/ ((__unused_webpack_module, exports) => {



const FOLD_FLOW = 'flow';
const FOLD_BLOCK = 'block';
const FOLD_QUOTED = 'quoted';
/**
 * Tries to keep input at up to `lineWidth` characters, splitting only on spaces
 * not followed by newlines or spaces unless `mode` is `'quoted'`. Lines are
 * terminated with `\n` and started with `indent`.
 */
function foldFlowLines(text, indent, mode = 'flow', { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
    if (!lineWidth || lineWidth < 0)
        return text;
    if (lineWidth < minContentWidth)
        minContentWidth = 0;
    const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
    if (text.length <= endStep)
        return text;
    const folds = [];
    const escapedFolds = {};
    let end = lineWidth - indent.length;
    if (typeof indentAtStart === 'number') {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
            folds.push(0);
        else
            end = lineWidth - indentAtStart;
    }
    let split = undefined;
    let prev = undefined;
    let overflow = false;
    let i = -1;
    let escStart = -1;
    let escEnd = -1;
    if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
            end = i + endStep;
    }
    for (let ch; (ch = text[(i += 1)]);) {
        if (mode === FOLD_QUOTED && ch === '\\') {
            escStart = i;
            switch (text[i + 1]) {
                case 'x':
                    i += 3;
                    break;
                case 'u':
                    i += 5;
                    break;
                case 'U':
                    i += 9;
                    break;
                default:
                    i += 1;
            }
            escEnd = i;
        }
        if (ch === '\n') {
            if (mode === FOLD_BLOCK)
                i = consumeMoreIndentedLines(text, i, indent.length);
            end = i + indent.length + endStep;
            split = undefined;
        }
        else {
            if (ch === ' ' &&
                prev &&
                prev !== ' ' &&
                prev !== '\n' &&
                prev !== '\t') {
                // space surrounded by non-space can be replaced with newline + indent
                const next = text[i + 1];
                if (next && next !== ' ' && next !== '\n' && next !== '\t')
                    split = i;
            }
            if (i >= end) {
                if (split) {
                    folds.push(split);
                    end = split + endStep;
                    split = undefined;
                }
                else if (mode === FOLD_QUOTED) {
                    // white-space collected at end may stretch past lineWidth
                    while (prev === ' ' || prev === '\t') {
                        prev = ch;
                        ch = text[(i += 1)];
                        overflow = true;
                    }
                    // Account for newline escape, but don't break preceding escape
                    const j = i > escEnd + 1 ? i - 2 : escStart - 1;
                    // Bail out if lineWidth & minContentWidth are shorter than an escape string
                    if (escapedFolds[j])
                        return text;
                    folds.push(j);
                    escapedFolds[j] = true;
                    end = j + endStep;
                    split = undefined;
                }
                else {
                    overflow = true;
                }
            }
        }
        prev = ch;
    }
    if (overflow && onOverflow)
        onOverflow();
    if (folds.length === 0)
        return text;
    if (onFold)
        onFold();
    let res = text.slice(0, folds[0]);
    for (let i = 0; i < folds.length; ++i) {
        const fold = folds[i];
        const end = folds[i + 1] || text.length;
        if (fold === 0)
            res = `\n${indent}${text.slice(0, end)}`;
        else {
            if (mode === FOLD_QUOTED && escapedFolds[fold])
                res += `${text[fold]}\\`;
            res += `\n${indent}${text.slice(fold + 1, end)}`;
        }
    }
    return res;
}
/**
 * Presumes `i + 1` is at the start of a line
 * @returns index of last newline in more-indented block
 */
function consumeMoreIndentedLines(text, i, indent) {
    let end = i;
    let start = i + 1;
    let ch = text[start];
    while (ch === ' ' || ch === '\t') {
        if (i < start + indent) {
            ch = text[++i];
        }
        else {
            do {
                ch = text[++i];
            } while (ch && ch !== '\n');
            end = i;
            start = i + 1;
            ch = text[start];
        }
    }
    return end;
}

exports.FOLD_BLOCK = FOLD_BLOCK;
exports.FOLD_FLOW = FOLD_FLOW;
exports.FOLD_QUOTED = FOLD_QUOTED;
exports.foldFlowLines = foldFlowLines;


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var identity = __nccwpck_require__(1127);
var stringifyComment = __nccwpck_require__(9799);
var stringifyString = __nccwpck_require__(3069);

function createStringifyContext(doc, options) {
    const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: 'PLAIN',
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: 'false',
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: 'null',
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: 'true',
        verifyAliasOrder: true
    }, doc.schema.toStringOptions, options);
    let inFlow;
    switch (opt.collectionStyle) {
        case 'block':
            inFlow = false;
            break;
        case 'flow':
            inFlow = true;
            break;
        default:
            inFlow = null;
    }
    return {
        anchors: new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? ' ' : '',
        indent: '',
        indentStep: typeof opt.indent === 'number' ? ' '.repeat(opt.indent) : '  ',
        inFlow,
        options: opt
    };
}
function getTagObject(tags, item) {
    if (item.tag) {
        const match = tags.filter(t => t.tag === item.tag);
        if (match.length > 0)
            return match.find(t => t.format === item.format) ?? match[0];
    }
    let tagObj = undefined;
    let obj;
    if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter(t => t.identify?.(obj));
        if (match.length > 1) {
            const testMatch = match.filter(t => t.test);
            if (testMatch.length > 0)
                match = testMatch;
        }
        tagObj =
            match.find(t => t.format === item.format) ?? match.find(t => !t.format);
    }
    else {
        obj = item;
        tagObj = tags.find(t => t.nodeClass && obj instanceof t.nodeClass);
    }
    if (!tagObj) {
        const name = obj?.constructor?.name ?? (obj === null ? 'null' : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
    }
    return tagObj;
}
// needs to be called before value stringifier to allow for circular anchor refs
function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
    if (!doc.directives)
        return '';
    const props = [];
    const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
    if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
    }
    const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
    if (tag)
        props.push(doc.directives.tagString(tag));
    return props.join(' ');
}
function stringify(item, ctx, onComment, onChompKeep) {
    if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
    if (identity.isAlias(item)) {
        if (ctx.doc.directives)
            return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
            throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        }
        else {
            if (ctx.resolvedAliases)
                ctx.resolvedAliases.add(item);
            else
                ctx.resolvedAliases = new Set([item]);
            item = item.resolve(ctx.doc);
        }
    }
    let tagObj = undefined;
    const node = identity.isNode(item)
        ? item
        : ctx.doc.createNode(item, { onTagObj: o => (tagObj = o) });
    tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
    const props = stringifyProps(node, tagObj, ctx);
    if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
    const str = typeof tagObj.stringify === 'function'
        ? tagObj.stringify(node, ctx, onComment, onChompKeep)
        : identity.isScalar(node)
            ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep)
            : node.toString(ctx, onComment, onChompKeep);
    if (!props)
        return str;
    return identity.isScalar(node) || str[0] === '{' || str[0] === '['
        ? `${props} ${str}`
        : `${props}\n${ctx.indent}${str}`;
}

exports.createStringifyContext = createStringifyContext;
exports.stringify = stringify;


/***/ }),

/***/ 1212:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyCollection(collection, ctx, options) {
    const flow = ctx.inFlow ?? collection.flow;
    const stringify = flow ? stringifyFlowCollection : stringifyBlockCollection;
    return stringify(collection, ctx, options);
}
function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
    const { indent, options: { commentString } } = ctx;
    const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
    let chompKeep = false; // flag for the preceding node's status
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (!chompKeep && item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (!chompKeep && ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
            }
        }
        chompKeep = false;
        let str = stringify.stringify(item, itemCtx, () => (comment = null), () => (chompKeep = true));
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        if (chompKeep && comment)
            chompKeep = false;
        lines.push(blockItemPrefix + str);
    }
    let str;
    if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
    }
    else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
            const line = lines[i];
            str += line ? `\n${indent}${line}` : '\n';
        }
    }
    if (comment) {
        str += '\n' + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
            onComment();
    }
    else if (chompKeep && onChompKeep)
        onChompKeep();
    return str;
}
function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
    const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
    itemIndent += indentStep;
    const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
    });
    let reqNewline = false;
    let linesAtValue = 0;
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, false);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, false);
                if (ik.comment)
                    reqNewline = true;
            }
            const iv = identity.isNode(item.value) ? item.value : null;
            if (iv) {
                if (iv.comment)
                    comment = iv.comment;
                if (iv.commentBefore)
                    reqNewline = true;
            }
            else if (item.value == null && ik?.comment) {
                comment = ik.comment;
            }
        }
        if (comment)
            reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => (comment = null));
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes('\n'));
        if (i < items.length - 1) {
            str += ',';
        }
        else if (ctx.options.trailingComma) {
            if (ctx.options.lineWidth > 0) {
                reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) +
                    (str.length + 2) >
                    ctx.options.lineWidth);
            }
            if (reqNewline) {
                str += ',';
            }
        }
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
    }
    const { start, end } = flowChars;
    if (lines.length === 0) {
        return start + end;
    }
    else {
        if (!reqNewline) {
            const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
            reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
            let str = start;
            for (const line of lines)
                str += line ? `\n${indentStep}${indent}${line}` : '\n';
            return `${str}\n${indent}${end}`;
        }
        else {
            return `${start}${fcPadding}${lines.join(' ')}${fcPadding}${end}`;
        }
    }
}
function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
    if (comment && chompKeep)
        comment = comment.replace(/^\n+/, '');
    if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart()); // Avoid double indent on first line
    }
}

exports.stringifyCollection = stringifyCollection;


/***/ }),

/***/ 9799:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringifies a comment.
 *
 * Empty comment lines are left empty,
 * lines consisting of a single space are replaced by `#`,
 * and all other lines are prefixed with a `#`.
 */
const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, '#');
function indentComment(comment, indent) {
    if (/^\n+$/.test(comment))
        return comment.substring(1);
    return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
}
const lineComment = (str, indent, comment) => str.endsWith('\n')
    ? indentComment(comment, indent)
    : comment.includes('\n')
        ? '\n' + indentComment(comment, indent)
        : (str.endsWith(' ') ? '' : ' ') + comment;

exports.indentComment = indentComment;
exports.lineComment = lineComment;
exports.stringifyComment = stringifyComment;


/***/ }),

/***/ 6829:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyDocument(doc, options) {
    const lines = [];
    let hasDirectives = options.directives === true;
    if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
            lines.push(dir);
            hasDirectives = true;
        }
        else if (doc.directives.docStart)
            hasDirectives = true;
    }
    if (hasDirectives)
        lines.push('---');
    const ctx = stringify.createStringifyContext(doc, options);
    const { commentString } = ctx.options;
    if (doc.commentBefore) {
        if (lines.length !== 1)
            lines.unshift('');
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ''));
    }
    let chompKeep = false;
    let contentComment = null;
    if (doc.contents) {
        if (identity.isNode(doc.contents)) {
            if (doc.contents.spaceBefore && hasDirectives)
                lines.push('');
            if (doc.contents.commentBefore) {
                const cs = commentString(doc.contents.commentBefore);
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            // top-level block scalars need to be indented if followed by a comment
            ctx.forceBlockIndent = !!doc.comment;
            contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? undefined : () => (chompKeep = true);
        let body = stringify.stringify(doc.contents, ctx, () => (contentComment = null), onChompKeep);
        if (contentComment)
            body += stringifyComment.lineComment(body, '', commentString(contentComment));
        if ((body[0] === '|' || body[0] === '>') &&
            lines[lines.length - 1] === '---') {
            // Top-level block scalars with a preceding doc marker ought to use the
            // same line for their header.
            lines[lines.length - 1] = `--- ${body}`;
        }
        else
            lines.push(body);
    }
    else {
        lines.push(stringify.stringify(doc.contents, ctx));
    }
    if (doc.directives?.docEnd) {
        if (doc.comment) {
            const cs = commentString(doc.comment);
            if (cs.includes('\n')) {
                lines.push('...');
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            else {
                lines.push(`... ${cs}`);
            }
        }
        else {
            lines.push('...');
        }
    }
    else {
        let dc = doc.comment;
        if (dc && chompKeep)
            dc = dc.replace(/^\n+/, '');
        if (dc) {
            if ((!chompKeep || contentComment) && lines[lines.length - 1] !== '')
                lines.push('');
            lines.push(stringifyComment.indentComment(commentString(dc), ''));
        }
    }
    return lines.join('\n') + '\n';
}

exports.stringifyDocument = stringifyDocument;


/***/ }),

/***/ 8689:
/***/ ((__unused_webpack_module, exports) => {



function stringifyNumber({ format, minFractionDigits, tag, value }) {
    if (typeof value === 'bigint')
        return String(value);
    const num = typeof value === 'number' ? value : Number(value);
    if (!isFinite(num))
        return isNaN(num) ? '.nan' : num < 0 ? '-.inf' : '.inf';
    let n = Object.is(value, -0) ? '-0' : JSON.stringify(value);
    if (!format &&
        minFractionDigits &&
        (!tag || tag === 'tag:yaml.org,2002:float') &&
        /^-?\d/.test(n) &&
        !n.includes('e')) {
        let i = n.indexOf('.');
        if (i < 0) {
            i = n.length;
            n += '.';
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
            n += '0';
    }
    return n;
}

exports.stringifyNumber = stringifyNumber;


/***/ }),

/***/ 9748:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
    const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
    let keyComment = (identity.isNode(key) && key.comment) || null;
    if (simpleKeys) {
        if (keyComment) {
            throw new Error('With simple keys, key nodes cannot have comments');
        }
        if (identity.isCollection(key) || (!identity.isNode(key) && typeof key === 'object')) {
            const msg = 'With simple keys, collection cannot be used as a key value';
            throw new Error(msg);
        }
    }
    let explicitKey = !simpleKeys &&
        (!key ||
            (keyComment && value == null && !ctx.inFlow) ||
            identity.isCollection(key) ||
            (identity.isScalar(key)
                ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL
                : typeof key === 'object'));
    ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
    });
    let keyCommentDone = false;
    let chompKeep = false;
    let str = stringify.stringify(key, ctx, () => (keyCommentDone = true), () => (chompKeep = true));
    if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
            throw new Error('With simple keys, single line scalar must not span more than 1024 characters');
        explicitKey = true;
    }
    if (ctx.inFlow) {
        if (allNullValues || value == null) {
            if (keyCommentDone && onComment)
                onComment();
            return str === '' ? '?' : explicitKey ? `? ${str}` : str;
        }
    }
    else if ((allNullValues && !simpleKeys) || (value == null && explicitKey)) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        }
        else if (chompKeep && onChompKeep)
            onChompKeep();
        return str;
    }
    if (keyCommentDone)
        keyComment = null;
    if (explicitKey) {
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}\n${indent}:`;
    }
    else {
        str = `${str}:`;
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
    }
    let vsb, vcb, valueComment;
    if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
    }
    else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === 'object')
            value = doc.createNode(value);
    }
    ctx.implicitKey = false;
    if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
    chompKeep = false;
    if (!indentSeq &&
        indentStep.length >= 2 &&
        !ctx.inFlow &&
        !explicitKey &&
        identity.isSeq(value) &&
        !value.flow &&
        !value.tag &&
        !value.anchor) {
        // If indentSeq === false, consider '- ' as part of indentation where possible
        ctx.indent = ctx.indent.substring(2);
    }
    let valueCommentDone = false;
    const valueStr = stringify.stringify(value, ctx, () => (valueCommentDone = true), () => (chompKeep = true));
    let ws = ' ';
    if (keyComment || vsb || vcb) {
        ws = vsb ? '\n' : '';
        if (vcb) {
            const cs = commentString(vcb);
            ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === '' && !ctx.inFlow) {
            if (ws === '\n' && valueComment)
                ws = '\n\n';
        }
        else {
            ws += `\n${ctx.indent}`;
        }
    }
    else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf('\n');
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
            let hasPropsLine = false;
            if (hasNewline && (vs0 === '&' || vs0 === '!')) {
                let sp0 = valueStr.indexOf(' ');
                if (vs0 === '&' &&
                    sp0 !== -1 &&
                    sp0 < nl0 &&
                    valueStr[sp0 + 1] === '!') {
                    sp0 = valueStr.indexOf(' ', sp0 + 1);
                }
                if (sp0 === -1 || nl0 < sp0)
                    hasPropsLine = true;
            }
            if (!hasPropsLine)
                ws = `\n${ctx.indent}`;
        }
    }
    else if (valueStr === '' || valueStr[0] === '\n') {
        ws = '';
    }
    str += ws + valueStr;
    if (ctx.inFlow) {
        if (valueCommentDone && onComment)
            onComment();
    }
    else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
    }
    else if (chompKeep && onChompKeep) {
        onChompKeep();
    }
    return str;
}

exports.stringifyPair = stringifyPair;


/***/ }),

/***/ 3069:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var foldFlowLines = __nccwpck_require__(4475);

const getFoldOptions = (ctx, isBlock) => ({
    indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
    lineWidth: ctx.options.lineWidth,
    minContentWidth: ctx.options.minContentWidth
});
// Also checks for lines starting with %, as parsing the output as YAML 1.1 will
// presume that's starting a new document.
const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
function lineLengthOverLimit(str, lineWidth, indentLength) {
    if (!lineWidth || lineWidth < 0)
        return false;
    const limit = lineWidth - indentLength;
    const strLen = str.length;
    if (strLen <= limit)
        return false;
    for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === '\n') {
            if (i - start > limit)
                return true;
            start = i + 1;
            if (strLen - start <= limit)
                return false;
        }
    }
    return true;
}
function doubleQuotedString(value, ctx) {
    const json = JSON.stringify(value);
    if (ctx.options.doubleQuotedAsJSON)
        return json;
    const { implicitKey } = ctx;
    const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    let str = '';
    let start = 0;
    for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === ' ' && json[i + 1] === '\\' && json[i + 2] === 'n') {
            // space before newline needs to be escaped to not be folded
            str += json.slice(start, i) + '\\ ';
            i += 1;
            start = i;
            ch = '\\';
        }
        if (ch === '\\')
            switch (json[i + 1]) {
                case 'u':
                    {
                        str += json.slice(start, i);
                        const code = json.substr(i + 2, 4);
                        switch (code) {
                            case '0000':
                                str += '\\0';
                                break;
                            case '0007':
                                str += '\\a';
                                break;
                            case '000b':
                                str += '\\v';
                                break;
                            case '001b':
                                str += '\\e';
                                break;
                            case '0085':
                                str += '\\N';
                                break;
                            case '00a0':
                                str += '\\_';
                                break;
                            case '2028':
                                str += '\\L';
                                break;
                            case '2029':
                                str += '\\P';
                                break;
                            default:
                                if (code.substr(0, 2) === '00')
                                    str += '\\x' + code.substr(2);
                                else
                                    str += json.substr(i, 6);
                        }
                        i += 5;
                        start = i + 1;
                    }
                    break;
                case 'n':
                    if (implicitKey ||
                        json[i + 2] === '"' ||
                        json.length < minMultiLineLength) {
                        i += 1;
                    }
                    else {
                        // folding will eat first newline
                        str += json.slice(start, i) + '\n\n';
                        while (json[i + 2] === '\\' &&
                            json[i + 3] === 'n' &&
                            json[i + 4] !== '"') {
                            str += '\n';
                            i += 2;
                        }
                        str += indent;
                        // space after newline needs to be escaped to not be folded
                        if (json[i + 2] === ' ')
                            str += '\\';
                        i += 1;
                        start = i + 1;
                    }
                    break;
                default:
                    i += 1;
            }
    }
    str = start ? str + json.slice(start) : json;
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
}
function singleQuotedString(value, ctx) {
    if (ctx.options.singleQuote === false ||
        (ctx.implicitKey && value.includes('\n')) ||
        /[ \t]\n|\n[ \t]/.test(value) // single quoted string can't have leading or trailing whitespace around newline
    )
        return doubleQuotedString(value, ctx);
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
    return ctx.implicitKey
        ? res
        : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function quotedString(value, ctx) {
    const { singleQuote } = ctx.options;
    let qs;
    if (singleQuote === false)
        qs = doubleQuotedString;
    else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
            qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
            qs = doubleQuotedString;
        else
            qs = singleQuote ? singleQuotedString : doubleQuotedString;
    }
    return qs(value, ctx);
}
// The negative lookbehind avoids a polynomial search,
// but isn't supported yet on Safari: https://caniuse.com/js-regexp-lookbehind
let blockEndNewlines;
try {
    blockEndNewlines = new RegExp('(^|(?<!\n))\n+(?!\n|$)', 'g');
}
catch {
    blockEndNewlines = /\n+(?!\n|$)/g;
}
function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
    const { blockQuote, commentString, lineWidth } = ctx.options;
    // 1. Block can't end in whitespace unless the last line is non-empty.
    // 2. Strings consisting of only whitespace are best rendered explicitly.
    if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
    }
    const indent = ctx.indent ||
        (ctx.forceBlockIndent || containsDocumentMarker(value) ? '  ' : '');
    const literal = blockQuote === 'literal'
        ? true
        : blockQuote === 'folded' || type === Scalar.Scalar.BLOCK_FOLDED
            ? false
            : type === Scalar.Scalar.BLOCK_LITERAL
                ? true
                : !lineLengthOverLimit(value, lineWidth, indent.length);
    if (!value)
        return literal ? '|\n' : '>\n';
    // determine chomping from whitespace at value end
    let chomp;
    let endStart;
    for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== '\n' && ch !== '\t' && ch !== ' ')
            break;
    }
    let end = value.substring(endStart);
    const endNlPos = end.indexOf('\n');
    if (endNlPos === -1) {
        chomp = '-'; // strip
    }
    else if (value === end || endNlPos !== end.length - 1) {
        chomp = '+'; // keep
        if (onChompKeep)
            onChompKeep();
    }
    else {
        chomp = ''; // clip
    }
    if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === '\n')
            end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
    }
    // determine indent indicator from whitespace at value start
    let startWithSpace = false;
    let startEnd;
    let startNlPos = -1;
    for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === ' ')
            startWithSpace = true;
        else if (ch === '\n')
            startNlPos = startEnd;
        else
            break;
    }
    let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
    if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
    }
    const indentSize = indent ? '2' : '1'; // root is at -1
    // Leading | or > is added later
    let header = (startWithSpace ? indentSize : '') + chomp;
    if (comment) {
        header += ' ' + commentString(comment.replace(/ ?[\r\n]+/g, ' '));
        if (onComment)
            onComment();
    }
    if (!literal) {
        const foldedValue = value
            .replace(/\n+/g, '\n$&')
            .replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, '$1$2') // more-indented lines aren't folded
            //                ^ more-ind. ^ empty     ^ capture next empty lines only at end of indent
            .replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== 'folded' && type !== Scalar.Scalar.BLOCK_FOLDED) {
            foldOptions.onOverflow = () => {
                literalFallback = true;
            };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
            return `>${header}\n${indent}${body}`;
    }
    value = value.replace(/\n+/g, `$&${indent}`);
    return `|${header}\n${indent}${start}${value}${end}`;
}
function plainString(item, ctx, onComment, onChompKeep) {
    const { type, value } = item;
    const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
    if ((implicitKey && value.includes('\n')) ||
        (inFlow && /[[\]{},]/.test(value))) {
        return quotedString(value, ctx);
    }
    if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        // not allowed:
        // - '-' or '?'
        // - start with an indicator character (except [?:-]) or /[?-] /
        // - '\n ', ': ' or ' \n' anywhere
        // - '#' not preceded by a non-space char
        // - end with ' ' or ':'
        return implicitKey || inFlow || !value.includes('\n')
            ? quotedString(value, ctx)
            : blockString(item, ctx, onComment, onChompKeep);
    }
    if (!implicitKey &&
        !inFlow &&
        type !== Scalar.Scalar.PLAIN &&
        value.includes('\n')) {
        // Where allowed & type not set explicitly, prefer block style for multiline strings
        return blockString(item, ctx, onComment, onChompKeep);
    }
    if (containsDocumentMarker(value)) {
        if (indent === '') {
            ctx.forceBlockIndent = true;
            return blockString(item, ctx, onComment, onChompKeep);
        }
        else if (implicitKey && indent === indentStep) {
            return quotedString(value, ctx);
        }
    }
    const str = value.replace(/\n+/g, `$&\n${indent}`);
    // Verify that output will be parsed as a string, as e.g. plain numbers and
    // booleans get parsed with those types in v1.2 (e.g. '42', 'true' & '0.9e-3'),
    // and others in v1.1.
    if (actualString) {
        const test = (tag) => tag.default && tag.tag !== 'tag:yaml.org,2002:str' && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
            return quotedString(value, ctx);
    }
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function stringifyString(item, ctx, onComment, onChompKeep) {
    const { implicitKey, inFlow } = ctx;
    const ss = typeof item.value === 'string'
        ? item
        : Object.assign({}, item, { value: String(item.value) });
    let { type } = item;
    if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        // force double quotes on control characters & unpaired surrogates
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
            type = Scalar.Scalar.QUOTE_DOUBLE;
    }
    const _stringify = (_type) => {
        switch (_type) {
            case Scalar.Scalar.BLOCK_FOLDED:
            case Scalar.Scalar.BLOCK_LITERAL:
                return implicitKey || inFlow
                    ? quotedString(ss.value, ctx) // blocks are not valid inside flow containers
                    : blockString(ss, ctx, onComment, onChompKeep);
            case Scalar.Scalar.QUOTE_DOUBLE:
                return doubleQuotedString(ss.value, ctx);
            case Scalar.Scalar.QUOTE_SINGLE:
                return singleQuotedString(ss.value, ctx);
            case Scalar.Scalar.PLAIN:
                return plainString(ss, ctx, onComment, onChompKeep);
            default:
                return null;
        }
    };
    let res = _stringify(type);
    if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = (implicitKey && defaultKeyType) || defaultStringType;
        res = _stringify(t);
        if (res === null)
            throw new Error(`Unsupported default string type ${t}`);
    }
    return res;
}

exports.stringifyString = stringifyString;


/***/ }),

/***/ 204:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove node');
/**
 * Apply a visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
function visit(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        visit_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current node */
visit.SKIP = SKIP;
/** Remove the current node */
visit.REMOVE = REMOVE;
function visit_(key, node, visitor, path) {
    const ctrl = callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = visit_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = visit_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = visit_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
/**
 * Apply an async visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `Promise`: Must resolve to one of the following values
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
async function visitAsync(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visitAsync.BREAK = BREAK;
/** Do not visit the children of the current node */
visitAsync.SKIP = SKIP;
/** Remove the current node */
visitAsync.REMOVE = REMOVE;
async function visitAsync_(key, node, visitor, path) {
    const ctrl = await callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = await visitAsync_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = await visitAsync_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = await visitAsync_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
function initVisitor(visitor) {
    if (typeof visitor === 'object' &&
        (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
            Alias: visitor.Node,
            Map: visitor.Node,
            Scalar: visitor.Node,
            Seq: visitor.Node
        }, visitor.Value && {
            Map: visitor.Value,
            Scalar: visitor.Value,
            Seq: visitor.Value
        }, visitor.Collection && {
            Map: visitor.Collection,
            Seq: visitor.Collection
        }, visitor);
    }
    return visitor;
}
function callVisitor(key, node, visitor, path) {
    if (typeof visitor === 'function')
        return visitor(key, node, path);
    if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
    if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
    if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
    if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
    if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
    return undefined;
}
function replaceNode(key, path, node) {
    const parent = path[path.length - 1];
    if (identity.isCollection(parent)) {
        parent.items[key] = node;
    }
    else if (identity.isPair(parent)) {
        if (key === 'key')
            parent.key = node;
        else
            parent.value = node;
    }
    else if (identity.isDocument(parent)) {
        parent.contents = node;
    }
    else {
        const pt = identity.isAlias(parent) ? 'alias' : 'scalar';
        throw new Error(`Cannot replace node with ${pt} parent`);
    }
}

exports.visit = visit;
exports.visitAsync = visitAsync;


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  J: () => (/* binding */ simulate)
});

;// CONCATENATED MODULE: ./lib/src/shape.js
/**
 * What an untrusted value really is. Harness leaves out fields, sends null, numbers as strings and lists where maps were;
 * state and event files may hold anything. Each function answers with a value of the wanted shape or with nothing.
 */
const NONE = Object.freeze({});
/** @returns the value's own fields, none when it is no object. A list is no object here. */
function fields(value) {
    return isObject(value) ? value : NONE;
}
/** Whether the value is an object that is neither null nor a list. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** @returns what stands at the path, undefined as soon as a part of it is missing or is only inherited. */
function at(value, ...path) {
    let here = value;
    for (const key of path) {
        const own = fields(here);
        here = Object.hasOwn(own, key) ? own[key] : undefined;
    }
    return here;
}
/** @returns the string that is not empty, or undefined. */
function shape_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** @returns the list's members, none when it is no list. */
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** @returns the strings of a list, without empty ones. */
function texts(value) {
    return list(value).filter((member) => shape_text(member) !== undefined);
}
/** @returns a whole number of zero or more, also from its decimal digits; undefined for anything else. */
function whole(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
/** The year 10000. What is later was no ms: microseconds, most likely. */
const END_OF_TIME = 253_402_300_800_000;
/** @returns a moment in ms since 1970; undefined for 0, null and whatever no calendar of ours could mean. */
function moment(value) {
    const ms = whole(value);
    return ms !== undefined && ms > 0 && ms < END_OF_TIME ? ms : undefined;
}
/** @returns the map's entries; for a list, its members under their positions. */
function entries(value) {
    return Array.isArray(value)
        ? value.map((member, position) => [String(position), member])
        : Object.entries(fields(value));
}
//# sourceMappingURL=shape.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/simulator/timeline.js
const POSITIVE = new Set(['Success', 'IgnoreFailed', 'Skipped', 'Suspended']);
const WORST_FIRST = ['Aborted', 'Errored', 'Failed', 'AbortedByFreeze', 'ApprovalRejected', 'Expired', 'IgnoreFailed'];
const ABORT_MS = 1_500;
/** Whether Harness goes on to the next stage after this status. */
function isPositive(status) {
    return POSITIVE.has(status);
}
/** The status of a whole whose parts ended like this, in Harness's order of precedence. */
function endOf(statuses) {
    return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'Success';
}
const REJECTED = {
    message: 'Approval Step has been Rejected',
    code: 'APPROVAL_REJECTION',
    types: ['APPROVAL_REJECTION'],
};
function laySteps(steps, from, decisions) {
    let at = from;
    let failed = false;
    return steps.map((play) => {
        if (failed !== (play.rollback ?? false))
            return { play, from: Infinity, to: Infinity, ends: 'NotStarted', failure: undefined };
        const decision = decisions.get(play.id);
        const to = Math.min(at + play.ms, decision?.at ?? Infinity);
        const ends = decision?.at === to ? decision.ends : (play.ends ?? 'Success');
        const failure = play.failure ?? (ends === 'ApprovalRejected' ? REJECTED : undefined);
        const laid = { play, from: at, to, ends, failure };
        at = to;
        failed ||= !isPositive(ends);
        return laid;
    });
}
function layStage(play, from, decisions) {
    const nothing = { failure: undefined, child: undefined, leg: undefined };
    if (from === Infinity)
        return { play, from, to: from, ends: 'NotStarted', steps: laySteps(play.steps, from, decisions), ...nothing };
    if (play.skipped)
        return { play, from, to: from, ends: 'Skipped', steps: [], ...nothing };
    if (play.child) {
        const child = layOut(play.child.play);
        const failure = isPositive(child.ends) ? undefined : failureOf(child);
        return { play, from, to: from + child.to, ends: child.ends, steps: [], failure, child, leg: undefined };
    }
    const steps = laySteps(play.steps, from, decisions);
    const ran = steps.filter((step) => step.from < Infinity);
    const ends = endOf(ran.map((step) => step.ends));
    const failure = ran.find((step) => step.ends === ends)?.failure;
    return { play, from, to: Math.max(from, ...ran.map((step) => step.to)), ends, steps, ...nothing, failure };
}
function layBlock(block, from, decisions) {
    if ('parallel' in block) {
        const stages = block.parallel.map((stage) => layStage(stage, from, decisions));
        const id = `parallel_${block.parallel.map((stage) => stage.id).join('_')}`;
        return { kind: 'parallel', id, name: id, stages, ...around(stages, from) };
    }
    if ('matrix' in block) {
        const stages = block.legs.map(({ value, stage }, index) => ({
            ...layStage({ ...stage, id: `${block.matrix.id}_${index}`, name: `${block.matrix.name}_${index}` }, from, decisions),
            leg: { index, of: block.legs.length, axis: block.matrix.axis, value },
        }));
        return { kind: 'matrix', id: block.matrix.id, name: block.matrix.name, stages, ...around(stages, from) };
    }
    const stage = layStage(block, from, decisions);
    return { kind: 'stage', id: block.id, name: block.name, stages: [stage], from, to: stage.to, ends: stage.ends };
}
function around(stages, from) {
    if (from === Infinity)
        return { from, to: from, ends: 'NotStarted' };
    return { from, to: Math.max(...stages.map((stage) => stage.to)), ends: endOf(stages.map((stage) => stage.ends)) };
}
/** Lays a play out in time: what runs when, what never runs because something before it failed, and how the whole ends. */
function layOut(play, decisions = new Map()) {
    const queuedTo = play.queued?.ms ?? 0;
    let at = play.denied ? Infinity : queuedTo;
    const blocks = play.stages.map((block) => {
        const laid = layBlock(block, at, decisions);
        at = isPositive(laid.ends) ? laid.to : Infinity;
        return laid;
    });
    const ran = blocks.filter((block) => block.from < Infinity);
    const to = Math.max(play.denied ? 0 : queuedTo, play.shows?.toMs ?? 0, ...ran.map((block) => block.to));
    const ends = play.denied ? 'Errored' : (play.ends ?? endOf(ran.map((block) => block.ends)));
    const timeline = { play, blocks, queuedTo, to, ends, abort: undefined };
    return play.aborted ? abortAt(timeline, play.aborted.atMs, play.aborted.by) : timeline;
}
/** The same timeline, aborted at a moment: Discontinuing for a while, then Aborted; at once when it was still queued. */
function abortAt(timeline, at, by) {
    if (at >= timeline.to)
        return timeline;
    const done = at < timeline.queuedTo ? at : at + (timeline.play.abortMs ?? ABORT_MS);
    return { ...timeline, to: done, ends: 'Aborted', abort: { at, done, by } };
}
/** Why the whole failed: what its first failed stage says. */
function failureOf(timeline) {
    const failed = stagesOf(timeline).find((stage) => stage.failure !== undefined && !isPositive(stage.ends));
    return failed?.failure;
}
/** All stages in order, legs and parallel ones too. */
function stagesOf(timeline) {
    return timeline.blocks.flatMap((block) => block.stages);
}
/** When a span really ended, in scenario ms: its own end, or that of the abort that cut it; undefined while it runs. */
function endedAt(timeline, span, at) {
    const { abort } = timeline;
    const to = abort && span.from < abort.at && span.to > abort.at ? abort.done : span.to;
    return span.from <= at && to <= at ? to : undefined;
}
function spanStatus(timeline, span, { at, during }) {
    const { abort } = timeline;
    if (span.from > at || (abort && span.from >= abort.at))
        return 'NotStarted';
    if (span.to <= at && (!abort || span.to <= abort.at))
        return span.ends;
    if (abort && at >= abort.at)
        return at >= abort.done ? 'Aborted' : 'Discontinuing';
    return during;
}
/** Status of a step at a moment (scenario ms since the start). */
function stepStatus(timeline, step, at) {
    return spanStatus(timeline, step, { at, during: step.play.during ?? 'Running' });
}
/** Status of a stage at a moment: while it runs, it shows what its running step waits for. */
function stageStatus(timeline, stage, at) {
    return spanStatus(timeline, stage, { at, during: whileRunning(stage, at) });
}
/** Status of a stage, parallel block or matrix at a moment. */
function blockStatus(timeline, block, at) {
    return spanStatus(timeline, block, { at, during: together(block.stages, at) });
}
function whileRunning(stage, at) {
    if (stage.child)
        return planStatus(stage.child, at - stage.from);
    return stage.steps.find((step) => step.from <= at && at < step.to)?.play.during ?? 'Running';
}
function together(stages, at) {
    const running = stages.filter((stage) => stage.from <= at && at < stage.to).map((stage) => whileRunning(stage, at));
    return running.includes('Running') ? 'Running' : (running[0] ?? 'Running');
}
/** Status of the whole execution at a moment (scenario ms since the start). */
function planStatus(timeline, at) {
    const { play, abort } = timeline;
    if (at >= timeline.to)
        return timeline.ends;
    if (abort && at >= abort.at)
        return 'Discontinuing';
    if (at < timeline.queuedTo)
        return play.queued?.status ?? 'Queued';
    if (play.shows && at >= play.shows.fromMs && at < play.shows.toMs)
        return play.shows.status;
    return together(stagesOf(timeline), at);
}
//# sourceMappingURL=timeline.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/execution.js


/** A new id as Harness makes them: 22 characters of url-safe base64. */
function newId() {
    return (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('base64url');
}
/** The id of a thing inside an execution: the same for the same path, 22 characters. */
function innerId(execution, ...path) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update([execution.id, ...path].join('/'))
        .digest('base64url')
        .slice(0, 22);
}
/** Starts a play. Executions of chained pipelines are made with it, and begin when their stage does. */
function begin(order) {
    const children = [];
    const execution = {
        ...order,
        id: newId(),
        timeline: layOut(order.play),
        notes: order.notes ?? '',
        aborts: 0,
        decisions: new Map(),
        retriedBy: undefined,
        children,
    };
    for (const { play, from } of stagesOf(execution.timeline)) {
        if (!play.child || from === Infinity)
            continue;
        const startedAt = order.startedAt + from / order.speed;
        const { scope, speed, runSequence } = order;
        const parent = { execution, stage: play.id };
        children.push(begin({ ...play.child, scope, speed, runSequence, startedAt, parent, via: 'chained' }));
    }
    return execution;
}
/** Scenario ms since its start; negative for a chained execution whose stage has not begun. */
function elapsed(execution, now) {
    return (now - execution.startedAt) * execution.speed;
}
/** A scenario time of this execution as epoch ms. Durations are those of the play, however fast it is played. */
function stamp(execution, at) {
    return Math.round(execution.startedAt + at);
}
/** Its status at a moment, as the read API spells it. */
function statusOf(execution, now) {
    return planStatus(execution.timeline, elapsed(execution, now));
}
/** Whether it has ended. */
function isOver(execution, now) {
    return elapsed(execution, now) >= execution.timeline.to;
}
/** Aborts it and the chained executions in it, from this moment on. */
function abort(execution, now, by) {
    execution.timeline = abortAt(execution.timeline, elapsed(execution, now), by);
    for (const child of execution.children)
        if (elapsed(child, now) >= 0)
            abort(child, now, by);
}
/** A person decides an approval now. */
function decide(execution, step, decision) {
    execution.decisions = new Map([...execution.decisions, [step, decision]]);
    execution.timeline = layOut(execution.play, execution.decisions);
}
const SPELLINGS = { Success: 'SUCCEEDED', AbortedByFreeze: 'FREEZE_FAILED' };
/** A status as the engine spells it, which is how the answer to a start has it. */
function engineSpelling(status) {
    return SPELLINGS[status] ?? status.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
//# sourceMappingURL=execution.js.map
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/simulator/answers.js

/** Harness says no. Thrown by handlers, caught by the router. */
class Refusal extends Error {
    answer;
    constructor(message, answer) {
        super(message);
        this.answer = answer;
    }
}
/** The envelope of every success: `{status: SUCCESS, data, metaData, correlationId}`. */
function success(data) {
    return { status: 200, body: { status: 'SUCCESS', data, metaData: null, correlationId: (0,external_node_crypto_namespaceObject.randomUUID)() } };
}
/** One entry of `responseMessages`. */
function responseMessage(code, message, failureTypes = []) {
    const level = code === 'HINT' || code === 'EXPLANATION' ? 'INFO' : 'ERROR';
    return { code, level, message, exception: null, failureTypes };
}
/** The error envelope of business errors (ErrorDTO). */
function errorBody(code, message, more = []) {
    return {
        status: 'ERROR',
        code,
        message,
        correlationId: (0,external_node_crypto_namespaceObject.randomUUID)(),
        detailedMessage: null,
        responseMessages: [...more, responseMessage(code, message)],
        metadata: null,
    };
}
/** The error envelope of malformed requests (FailureDTO). */
function failureBody(code, message, fields = []) {
    const errors = fields.map((fieldId) => ({ fieldId, error: 'must not be null' }));
    return { status: 'FAILURE', code, message, correlationId: (0,external_node_crypto_namespaceObject.randomUUID)(), errors };
}
/** A refusal with the envelope of business errors; an INVALID_REQUEST gets Harness's prefix. */
function refusal(status, code, message) {
    const text = code === 'INVALID_REQUEST' ? `Invalid request: ${message}` : message;
    return new Refusal(text, { status, body: errorBody(code, text) });
}
/** A refusal of the new API under `/v1`: `{message, code, errors}`. */
function refusalV1(status, code, message) {
    return new Refusal(message, { status, body: { message, code, errors: [] } });
}
/** A page such as a gateway sends instead of an answer of Harness. */
function page(status, title) {
    const body = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return { status, body, type: 'text/html; charset=UTF-8' };
}
//# sourceMappingURL=answers.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/faults.js


/** No faults yet. */
function noFaults() {
    const set = [];
    return {
        add: (fault) => void set.push({ fault, seen: 0 }),
        next: (request) => {
            const matching = set.filter(({ fault }) => (fault.on === 'any' || fault.on === request.kind) && (fault.where?.(request) ?? true));
            const due = matching.find(({ fault, seen }) => isDue(fault, seen + 1));
            for (const each of matching)
                each.seen += 1;
            return due?.fault;
        },
    };
}
function isDue({ from = 1, times = 1, every = 1 }, occurrence) {
    const past = occurrence - from;
    return past >= 0 && past % every === 0 && past / every < times;
}
/** Whether the simulator does what was asked before this fault strikes. */
function actsBefore(fault) {
    return fault.acts ?? ['refuse', 'half', 'slow', 'headers', 'replace'].includes(fault.do.kind);
}
/** Sends an answer. Returns when it is handed to the system. */
async function send(response, answer) {
    if (answer.stream)
        return answer.stream(response);
    const { headers, body } = wire(answer);
    response.writeHead(answer.status, headers);
    await new Promise((done) => response.end(body, () => done()));
}
function wire({ body, type, headers }) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const contentType = type ?? 'application/json';
    return { headers: { 'content-type': contentType, 'content-length': bytes.length, ...headers }, body: bytes };
}
/** Stands for the true answer where a fault struck before anything was done. */
const NOTHING_DONE = { status: 200, body: {} };
/** Whether an HTTP status is sent at all. */
function isAnswered(mischief) {
    return mischief.kind === 'stall' ? (mischief.headers ?? false) : mischief.kind !== 'reset';
}
/** Sends a distorted answer the way its mischief says: late, in half, or not at all. */
async function misbehave(mischief, answer, response) {
    if (mischief.kind === 'reset') {
        response.socket?.resetAndDestroy();
        return;
    }
    if (mischief.kind === 'stall') {
        if (mischief.headers)
            response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
        return;
    }
    if (mischief.kind === 'half') {
        const { headers, body } = wire(answer);
        response.writeHead(answer.status, headers);
        await new Promise((done) => response.write(body.subarray(0, Math.max(1, body.length >> 1)), () => done()));
        response.destroy();
        return;
    }
    if (mischief.kind === 'slow')
        await (0,promises_namespaceObject.setTimeout)(mischief.ms, undefined, { ref: false });
    if (!response.destroyed)
        await send(response, answer);
}
/** The answer that a mischief makes of the true one. */
function distort(mischief, truth) {
    switch (mischief.kind) {
        case 'refuse':
            return { ...truth, headers: { ...truth.headers, connection: 'close' } };
        case 'reset':
        case 'stall':
        case 'half':
        case 'slow':
            return truth;
        case 'status':
            return statusAnswer(mischief);
        case 'too-many':
            return { ...page(429, 'Error: Too Many Requests'), headers: retryAfter(mischief) };
        case 'html':
            return {
                ...page(200, 'Sign in'),
                body: '<!doctype html><script>window.location = "/redirectPage?signInPath=/auth/#/signin"</script>\n',
            };
        case 'not-object':
            return { status: 200, body: mischief.body };
        case 'error-in-200':
            return {
                status: 200,
                body: errorBody(mischief.code ?? 'UNKNOWN_ERROR', mischief.message ?? 'Something broke on the way'),
            };
        case 'redirect':
            return { status: mischief.status ?? 302, body: '', headers: { location: mischief.location } };
        case 'headers':
            return { ...truth, headers: { ...truth.headers, ...mischief.headers } };
        case 'replace':
            return { ...truth, body: typeof mischief.body === 'function' ? mischief.body(truth.body) : mischief.body };
    }
}
function statusAnswer({ status, as = 'harness', code, message, headers = {}, }) {
    const text = message ?? `The simulator was told to answer ${status}`;
    switch (as) {
        case 'harness':
            return { status, body: errorBody(code ?? (status < 500 ? 'INVALID_REQUEST' : 'UNKNOWN_ERROR'), text), headers };
        case 'failure':
            return { status, body: failureBody(code ?? 'INVALID_REQUEST', text), headers };
        case 'html':
            return { ...page(status, text), headers };
        case 'text':
            return { status, body: `${text}\n`, type: 'text/plain', headers };
        case 'empty':
            return { status, body: '', headers };
    }
}
function retryAfter({ retryAfter: seconds, as = 'seconds', }) {
    if (seconds === undefined)
        return {};
    return { 'retry-after': as === 'date' ? new Date(Date.now() + seconds * 1_000).toUTCString() : String(seconds) };
}
//# sourceMappingURL=faults.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/pipelines.js
const inputs = String.raw `
pipeline:
  identifier: inputs
  name: Every kind of runtime input
  variables:
    - name: image_tag
      type: String
      description: tag of the image
      required: true
      value: <+input>
    - name: channel
      type: String
      default: stable
      value: <+input>.allowedValues(stable,beta,\'beta,canary\')
    - name: replicas
      type: Number
      value: <+input>.default(2)
    - name: ticket
      type: String
      value: <+input>.regex(^CHG-(\d+)$)
    - name: note
      type: String
      value: <+input>
    - name: db_password
      type: Secret
      value: <+input>
    - name: fixed
      type: String
      value: not to be changed
  stages:
    - stage:
        identifier: build
        name: Build
        type: Custom
        spec:
          execution:
            steps:
              - step:
                  identifier: compile
                  name: Compile
                  type: ShellScript
                  timeout: <+input>.default(10m)
                  spec:
                    environmentVariables:
                      - name: flags
                        type: String
                        value: <+input>
        variables:
          - name: region
            type: String
            value: <+input>
    - parallel:
        - stage:
            identifier: deploy
            name: Deploy
            type: Deployment
            spec:
              deploymentType: Kubernetes
              service:
                serviceRef: <+input>
                serviceInputs: <+input>.default({})
              environment:
                environmentRef: <+input>.allowedValues(staging,prod)
                infrastructureDefinitions: <+input>
              execution:
                steps:
                  - stepGroup:
                      identifier: rollout_group
                      name: Rollout group
                      steps:
                        - step:
                            identifier: rollout
                            name: Rollout
                            type: K8sRollingDeploy
                            spec:
                              skipDryRun: <+input>.default(false)
                  - step:
                      identifier: confirm
                      name: Confirm
                      type: ShellScript
                      spec:
                        answer: <+input>.executionInput()
            variables:
              - name: region
                type: String
                value: <+input>
        - stage:
            identifier: docs
            name: Docs
            type: Custom
            strategy:
              matrix:
                language: <+input>.default([en])
              maxConcurrency: 1
            spec:
              execution:
                steps:
                  - step: { identifier: publish, name: Publish, type: ShellScript, spec: {} }
`;
const build = `
pipeline:
  identifier: build
  name: Build what is asked for
  properties:
    ci:
      codebase:
        connectorRef: acme_git
        repoName: web
        build: <+input>
  stages:
    - stage:
        identifier: compile
        name: Compile
        type: CI
        spec:
          cloneCodebase: true
          execution:
            steps:
              - step: { identifier: unit_tests, name: Unit tests, type: Run, spec: {} }
`;
const selective = `
pipeline:
  identifier: selective
  name: Stages to choose from
  allowStageExecutions: true
  variables:
    - name: version
      type: String
      required: true
      value: <+input>
  stages:
    - stage:
        identifier: migrate
        name: Migrate
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: migrate, name: Migrate, type: ShellScript, spec: {} } }] } }
        variables:
          - { name: target, type: String, required: true, value: <+input> }
    - stage:
        identifier: deploy
        name: Deploy
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: deploy, name: Deploy, type: ShellScript, spec: {} } }] } }
        variables:
          - { name: target, type: String, required: true, value: <+input> }
    - stage:
        identifier: notify
        name: Notify
        type: Custom
        spec: { execution: { steps: [{ step: { identifier: notify, name: Notify, type: ShellScript, spec: {} } }] } }
`;
const inputsProd = `
pipeline:
  identifier: inputs
  variables:
    - { name: channel, type: String, value: stable }
    - { name: replicas, type: Number, value: 6 }
  stages:
    - stage:
        identifier: build
        type: Custom
        variables:
          - { name: region, type: String, value: eu }
    - parallel:
        - stage:
            identifier: deploy
            type: Deployment
            spec:
              service: { serviceRef: web }
              environment:
                environmentRef: prod
                infrastructureDefinitions: [{ identifier: eu_cluster }]
            variables:
              - { name: region, type: String, value: eu }
`;
const inputsUs = `
pipeline:
  identifier: inputs
  stages:
    - parallel:
        - stage:
            identifier: deploy
            type: Deployment
            variables:
              - { name: region, type: String, value: us }
`;
const inputsOld = `
pipeline:
  identifier: inputs
  variables:
    - { name: colour, type: String, value: blue }
    - { name: note, type: String, value: from an old set }
`;
/** Pipelines with runtime inputs, by identifier. */
const PIPELINES = {
    inputs: {
        yaml: inputs,
        inputSets: {
            prod: { yaml: inputsProd },
            us: { yaml: inputsUs },
            old: { yaml: inputsOld },
            prod_us: { overlay: ['prod', 'us'] },
        },
    },
    build: {
        yaml: build,
        inputSets: {
            main: {
                yaml: 'pipeline:\n  identifier: build\n  properties:\n    ci:\n      codebase:\n        build: { type: branch, spec: { branch: main } }\n',
            },
        },
    },
    selective: {
        yaml: selective,
        inputSets: {
            blue: {
                yaml: 'pipeline:\n  identifier: selective\n  variables:\n    - { name: version, type: String, value: "1.0" }\n',
            },
        },
    },
};
//# sourceMappingURL=pipelines.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/cast.js
const forever = Infinity;
const doe = { name: 'J. Doe', email: 'j.doe@example.com' };
const roe = { name: 'R. Roe', email: 'r.roe@example.com' };
const unitTests = {
    id: 'unit_tests',
    name: 'Unit tests',
    type: 'Run',
    ms: 1_600,
    outputs: { TESTS: '214', COVERAGE: '93.1', FLAKY: null },
    log: ['+ npm test', '\u001b[32m✓\u001b[0m 214 tests in 31 files', 'coverage 93.1 %'],
};
const cast_build = {
    id: 'build',
    name: 'Build',
    type: 'CI',
    image: 'acme/web:1.2.0',
    steps: [
        {
            id: 'liteEngineTask',
            name: 'Initialize',
            type: 'liteEngineTask',
            ms: 500,
            log: ['Pulling image', 'Runner is ready'],
        },
        unitTests,
        {
            id: 'push',
            name: 'Build and push',
            type: 'BuildAndPushDockerRegistry',
            ms: 900,
            outputs: { IMAGE: 'acme/web:1.2.0' },
            log: ['built acme/web:1.2.0', 'pushed sha256:5f2a…'],
        },
    ],
};
const ROLLOUT_UNITS = ['Fetch Files', 'Prepare', 'Apply', 'Wait for Steady State'];
const rollout = {
    id: 'rollout',
    name: 'Rollout',
    type: 'K8sRollingDeploy',
    ms: 2_600,
    units: ROLLOUT_UNITS,
    outputs: { IMAGE: 'acme/web:1.2.0', RELEASE: 'web-17' },
    log: [
        'deployment.apps/web configured',
        'Waiting for rollout',
        '\u001b[32mdeployment "web" successfully rolled out\u001b[0m',
    ],
};
const smokeTest = {
    id: 'smoke_test',
    name: 'Smoke test',
    type: 'ShellScript',
    ms: 1_200,
    outputs: { URL: 'https://web.example.com', VERSION: '1.2.0' },
    log: ['GET https://web.example.com/health', '200 OK'],
};
const deploy = {
    id: 'deploy',
    name: 'Deploy',
    type: 'Deployment',
    service: 'web',
    environment: 'prod',
    infrastructure: 'eu_cluster',
    image: 'acme/web:1.2.0',
    steps: [rollout, smokeTest],
};
const verify = custom('verify', 'Verify', [shell('check', 'Check metrics', 900)]);
const rolloutFailure = {
    message: 'Deployment of web exceeded its progress deadline of 600 s',
    code: 'KUBERNETES_TASK_EXCEPTION',
    types: ['APPLICATION_ERROR'],
    hints: ['Look at the events of the failing pods, and check that the image is built for the platform of the nodes.'],
    explanations: ['0 of 3 new pods became ready: container "web" is in CrashLoopBackOff.'],
};
const failingRollout = {
    ...rollout,
    ms: 3_400,
    ends: 'Failed',
    failure: rolloutFailure,
    outputs: {},
    log: [
        'deployment.apps/web configured',
        'Waiting for rollout of deployment "web": 0 of 3 updated replicas are available',
        'pod web-7d9c6d5b8-x2x9z: Back-off restarting failed container',
        '\u001b[31mexec /usr/local/bin/node: exec format error\u001b[0m',
        '\u001b[1;31merror: deployment "web" exceeded its progress deadline\u001b[0m',
    ],
};
const undo = {
    id: 'undo',
    name: 'Rollback',
    type: 'K8sRollingRollback',
    ms: 1_400,
    rollback: true,
    log: ['Rolling back to web-16', 'deployment.apps/web rolled back'],
};
function shell(id, name, ms) {
    return { id, name, type: 'ShellScript', ms };
}
function custom(id, name, steps) {
    return { id, name, type: 'Custom', steps };
}
const approve = {
    id: 'approve',
    name: 'Approve production',
    type: 'HarnessApproval',
    ms: 3_000,
    during: 'ApprovalWaiting',
    log: [],
    approval: {
        message: 'Release 1.2.0 of web to production?',
        groups: ['release_managers'],
        deadlineMs: 86_400_000,
        inputs: [{ name: 'change_ticket', value: 'CHG-1042' }],
        decision: { action: 'APPROVE', by: doe, comment: 'Tested on staging' },
    },
};
function approval(step) {
    return { id: 'approval', name: 'Approval', type: 'Approval', steps: [step] };
}
//# sourceMappingURL=cast.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/scenarios.js

/** A play of one custom stage whose second step shows one status while it runs, for ever. */
function waitsForever(about, during) {
    const waiting = { ...shell('wait_for_it', 'Wait for it', forever), during };
    return { about, stages: [custom('prepare', 'Prepare', [shell('plan', 'Plan', 600), waiting])] };
}
/** A play whose only step ends like this. */
function endsLike(about, ends, failure) {
    return {
        about,
        stages: [cast_build, { ...deploy, steps: [{ ...rollout, ms: 1_500, ends, failure, log: [] }, smokeTest] }, verify],
    };
}
const migrateFails = {
    about: 'The pipeline that chained runs',
    stages: [
        custom('schema', 'Schema', [
            shell('backup', 'Backup', 700),
            {
                ...shell('migrate', 'Migrate', 1_400),
                ends: 'Failed',
                failure: {
                    message: 'Shell Script execution failed. Please check execution logs.',
                    code: 'SHELL_EXECUTION_EXCEPTION',
                },
                log: [
                    'applying 0042_orders.sql',
                    '\u001b[31mERROR: column "region" of relation "orders" already exists\u001b[0m',
                    'exit status 3',
                ],
            },
        ]),
    ],
};
function chained(about, child) {
    return { about, stages: [cast_build, { id: 'database', name: 'Database', type: 'Pipeline', steps: [], child }, deploy] };
}
function leg(ends, region) {
    const failure = {
        ...rolloutFailure,
        message: `Deployment of web in ${region} exceeded its progress deadline of 600 s`,
    };
    const bad = { ...failingRollout, ms: 2_000, failure };
    return { ...deploy, environment: `prod_${region}`, steps: [ends === 'Failed' ? bad : { ...rollout, ms: 1_800 }] };
}
/** The scenarios by name. A pipeline with such a name plays it. */
const SCENARIOS = {
    green: {
        about: 'queued, builds, deploys, succeeds',
        queued: { ms: 600, status: 'Queued' },
        stages: [cast_build, deploy, verify],
    },
    red: {
        about: 'a Kubernetes rollout fails, with a hint and a log',
        queued: { ms: 600, status: 'Queued' },
        stages: [cast_build, { ...deploy, steps: [failingRollout, smokeTest] }, verify],
    },
    'tests-failed': {
        about: 'a CI step with unit tests fails, and fails again when retried',
        incurable: true,
        simplifiedKeys: true,
        stages: [
            {
                ...cast_build,
                steps: cast_build.steps.map((step) => step.id !== 'unit_tests'
                    ? step
                    : {
                        ...step,
                        ends: 'Failed',
                        outputs: { TESTS: '214', FAILED: '2' },
                        failure: { message: 'exit status 1', code: 'CI_STEP_FAILED', types: ['APPLICATION_ERROR'] },
                        log: [
                            '+ npm test',
                            '\u001b[31m✗\u001b[0m cart › adds tax for CH',
                            '\u001b[31m✗\u001b[0m cart › rounds to 0.05',
                            '2 of 214 tests failed',
                        ],
                    }),
            },
            deploy,
        ],
    },
    approval: {
        about: 'waits for an approval, which a person gives after three seconds',
        stages: [cast_build, approval(approve), deploy],
    },
    'approval-forever': {
        about: 'waits for an approval that nobody gives',
        stages: [cast_build, approval({ ...approve, ms: forever }), deploy],
    },
    rejected: {
        about: 'a person rejects the approval, with a comment',
        stages: [
            cast_build,
            approval({
                ...approve,
                ends: 'ApprovalRejected',
                failure: {
                    message: 'Approval Step has been Rejected',
                    code: 'APPROVAL_REJECTION',
                    types: ['APPROVAL_REJECTION'],
                },
                approval: {
                    message: 'Release 1.2.0 of web to production?',
                    groups: ['release_managers'],
                    deadlineMs: 86_400_000,
                    decision: { action: 'REJECT', by: roe, comment: 'Not during the sale' },
                },
            }),
            deploy,
        ],
    },
    slow: {
        about: 'runs for ten minutes, then succeeds',
        stages: [cast_build, custom('soak', 'Soak', [shell('soak', 'Soak test', 600_000)])],
    },
    queued: {
        about: 'waits for a free slot for a while, then runs',
        queued: { ms: 5_000, status: 'QueuedExecutionConcurrencyReached' },
        stages: [deploy],
    },
    'queued-forever': { about: 'never leaves the queue', queued: { ms: forever, status: 'Queued' }, stages: [deploy] },
    ignored: {
        about: 'a step fails, its failure strategy ignores that',
        stages: [
            cast_build,
            {
                ...deploy,
                steps: [
                    rollout,
                    {
                        ...smokeTest,
                        ends: 'IgnoreFailed',
                        outputs: {},
                        failure: { message: 'GET /health answered 503' },
                        log: ['503'],
                    },
                ],
            },
        ],
    },
    'policy-denied': {
        about: 'a policy refuses the start, inside a successful answer',
        stages: [deploy],
        denied: {
            policySet: 'Production changes',
            policy: 'Freeze on Fridays',
            messages: ['deploy to prod is not allowed on a Friday'],
        },
    },
    aborted: {
        about: 'somebody aborts it in Harness',
        stages: [cast_build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
        aborted: { atMs: 5_000, by: roe },
    },
    stubborn: {
        about: 'an abort is accepted but never done',
        stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
        abortMs: forever,
    },
    expired: endsLike('a stage runs into its time limit in Harness', 'Expired', {
        message: 'Stage exceeded its timeout of 10m',
        code: 'TIMEOUT_EXCEPTION',
        types: ['EXPIRED', 'TIMEOUT_ERROR'],
    }),
    frozen: {
        about: 'a deployment freeze stops the stage',
        stages: [
            {
                ...deploy,
                steps: [
                    {
                        id: 'freeze',
                        name: 'Freeze check',
                        type: 'ShellScript',
                        ms: 300,
                        ends: 'AbortedByFreeze',
                        log: [],
                        failure: {
                            message: 'Deployment to prod is frozen by "Year end" until 2 January',
                            code: 'FREEZE_EXCEPTION',
                        },
                    },
                ],
            },
        ],
    },
    errored: endsLike('the infrastructure of a stage fails', 'Errored', {
        message: 'There are no eligible delegates available in the account to execute the task.',
        code: 'DELEGATE_NOT_AVAILABLE',
        types: ['DELEGATE_PROVISIONING'],
        hints: ['Check that a delegate with the selector eu is connected.'],
    }),
    skipped: {
        about: 'every stage is skipped by its condition',
        ends: 'Skipped',
        stages: [{ ...deploy, skipped: true }],
    },
    suspended: { about: 'ends suspended', ends: 'Suspended', stages: [cast_build] },
    matrix: {
        about: 'a stage runs for four regions, two of them fail',
        stages: [
            cast_build,
            {
                matrix: { id: 'deploy', name: 'Deploy', axis: 'region' },
                legs: ['eu', 'us', 'apac', 'sa'].map((value) => ({
                    value,
                    stage: leg(value === 'us' || value === 'sa' ? 'Failed' : 'Success', value),
                })),
            },
            verify,
        ],
    },
    parallel: {
        about: 'two stages run side by side and succeed',
        stages: [cast_build, { parallel: [deploy, custom('docs', 'Docs', [shell('publish', 'Publish', 2_000)])] }, verify],
    },
    rollback: {
        about: 'a rollout fails, its rollback succeeds',
        stages: [cast_build, { ...deploy, steps: [failingRollout, smokeTest, undo] }],
    },
    chained: chained('a stage runs another pipeline, which fails', { pipeline: 'migrate_db', play: migrateFails }),
    'chained-deep': chained('a pipeline in a pipeline in a pipeline fails', {
        pipeline: 'data_release',
        play: {
            about: 'the middle one',
            stages: [
                {
                    id: 'migrations',
                    name: 'Migrations',
                    type: 'Pipeline',
                    steps: [],
                    child: { pipeline: 'migrate_db', play: migrateFails },
                },
            ],
        },
    }),
    unknown: {
        about: 'shows a status that no version knows for a while, then succeeds',
        shows: { fromMs: 1_000, toMs: 4_000, status: 'Reticulating' },
        stages: [cast_build],
    },
    'unknown-forever': {
        about: 'shows a status that no version knows, for ever',
        shows: { fromMs: 1_000, toMs: forever, status: 'Reticulating' },
        stages: [cast_build],
    },
    intervention: waitsForever('waits for a manual intervention', 'InterventionWaiting'),
    'input-waiting': waitsForever('waits for an input during the run', 'InputWaiting'),
    'upload-waiting': waitsForever('waits for an upload', 'UploadWaiting'),
    paused: waitsForever('is paused', 'Paused'),
    locked: {
        about: 'waits for a lock that another execution holds, then goes on',
        stages: [custom('prepare', 'Prepare', [{ ...shell('lock', 'Lock', 2_000), during: 'ResourceWaiting' }]), deploy],
    },
    retried: {
        about: 'a step fails, is retried by its failure strategy and fails again',
        stages: [{ ...deploy, steps: [{ ...failingRollout, retries: 1 }] }],
    },
    'late-graph': {
        about: 'fails, and its graph shows that three seconds later',
        graphLagMs: 3_000,
        stages: [{ ...deploy, steps: [failingRollout] }],
    },
    'late-log': {
        about: 'fails, and its log appears two seconds later',
        stages: [{ ...deploy, steps: [{ ...failingRollout, lateLogMs: 2_000 }] }],
    },
    'huge-log': {
        about: 'fails with a log of 25 MB',
        stages: [{ ...deploy, steps: [{ ...failingRollout, logBytes: 25_000_000 }] }],
    },
    'no-log': { about: 'fails, and there is no log', stages: [{ ...deploy, steps: [{ ...failingRollout, log: [] }] }] },
    'old-outcomes': {
        about: 'succeeds, with outcomes as lists, as old versions answer',
        outcomesAsArray: true,
        stages: [cast_build, deploy],
    },
};
/** Pipelines that refuse to start, by name. */
const REFUSALS = {
    missing: 'does not exist',
    draft: 'is a draft, which cannot be run',
    forbidden: 'the key may not run it',
    'out-of-sync': 'refers to a template that has changed',
};
/** A green play of so many steps in stages of 50, for a graph of a known size. */
function bigPlay(steps) {
    const row = Array.from({ length: steps }, (_, index) => shell(`step_${index + 1}`, `Step ${index + 1}`, 1));
    const stages = Array.from({ length: Math.ceil(steps / 50) }, (_, index) => custom(`stage_${index + 1}`, `Stage ${index + 1}`, row.slice(index * 50, index * 50 + 50)));
    return { about: `${steps} steps`, stages };
}
/** The play of that name (`big-N` for any N up to 100,000 too), or undefined when the simulator knows none. */
function scenario(name) {
    const size = /^big-(\d{1,6})$/.exec(name)?.[1];
    if (size !== undefined)
        return bigPlay(Math.min(Number(size), 100_000));
    return Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
}
/** Name and one line for each scenario, and for each pipeline name that the simulator refuses to start. */
function scenarios() {
    const plays = Object.entries(SCENARIOS).map(([name, play]) => ({ name, about: play.about }));
    const refusals = Object.entries(REFUSALS).map(([name, about]) => ({ name, about: `refused at the start: ${about}` }));
    return [...plays, { name: 'big-5000', about: 'succeeds with a graph of so many steps (any number)' }, ...refusals];
}
//# sourceMappingURL=scenarios.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: ./lib/src/simulator/layout.js



/** Why something failed, in the shape of `failureInfoDTO`: the cause, then hints and explanations, which are level INFO. */
function failureInfo(failure) {
    if (!failure)
        return { message: '', failureTypeList: [], responseMessages: [] };
    const types = failure.types ?? ['APPLICATION_ERROR'];
    return {
        message: failure.message,
        failureTypeList: types,
        responseMessages: [
            ...(failure.hints ?? []).map((text) => responseMessage('HINT', text)),
            ...(failure.explanations ?? []).map((text) => responseMessage('EXPLANATION', text)),
            responseMessage(failure.code ?? 'GENERAL_ERROR', failure.message, types),
        ],
    };
}
/** `startTs` and `endTs` of a span: absent before it starts, `endTs` null while it runs. */
function stamps(execution, span, now) {
    const at = elapsed(execution, now);
    const { abort } = execution.timeline;
    if (span.from > at || (abort && span.from >= abort.at))
        return {};
    const ended = endedAt(execution.timeline, span, at);
    return { startTs: stamp(execution, span.from), endTs: ended === undefined ? null : stamp(execution, ended) };
}
/** Where a leg stands in its matrix, in the shape of `strategyMetadata`; null for a stage that is no leg. */
function strategyMetadata(stage) {
    if (!stage.leg)
        return null;
    const { index, of, axis, value } = stage.leg;
    return {
        currentIteration: index,
        totalIterations: of,
        matrixMetadata: { matrixValues: { [axis]: value }, matrixCombination: [index], subType: '', nodeName: '' },
        identifierPostFix: `_${index}`,
    };
}
/** Module of a stage as Harness names it; stages that belong to none count as CD. */
function moduleOf(stage) {
    if (stage.play.type === 'CI')
        return 'ci';
    return stage.play.type === 'Pipeline' ? 'pms' : 'cd';
}
function imageOf(image) {
    const [name = '', tag = 'latest'] = image.split(':');
    return { name, tag };
}
function stageModuleInfo({ play }) {
    if (play.type === 'CI')
        return { ci: { __recast: 'simulator.CI', repoName: 'acme/web', branch: 'main' } };
    if (play.type !== 'Deployment')
        return {};
    const { name, tag } = imageOf(play.image ?? '');
    const primary = { __recast: 'simulator.Artifact', type: 'DockerRegistry', imagePath: name, tag, image: play.image };
    return {
        cd: {
            serviceInfo: {
                identifier: play.service,
                displayName: play.service,
                deploymentType: 'Kubernetes',
                artifacts: { primary, sidecars: [] },
            },
            infraExecutionSummary: {
                identifier: play.environment,
                name: play.environment,
                type: 'Production',
                infrastructureIdentifier: play.infrastructure,
                infrastructureName: play.infrastructure,
            },
        },
    };
}
/** Key of a stage in `layoutNodeMap`: its setup id, inside a matrix its execution id. */
function layoutKey(execution, stage) {
    return stage.leg ? stageExecutionId(execution, stage) : stageSetupId(execution, stage);
}
/** Setup id of a stage; the legs of a matrix share one. */
function stageSetupId(execution, stage) {
    return innerId(execution, 'setup', stage.leg ? stage.play.id.replace(/_\d+$/, '') : stage.play.id);
}
/** Execution id of a stage. */
function stageExecutionId(execution, stage) {
    return innerId(execution, 'run', stage.play.id);
}
function layoutStage(execution, stage, { now, nextIds }) {
    const at = elapsed(execution, now);
    const status = stageStatus(execution.timeline, stage, at);
    const failure = status === stage.ends && !isPositive(status) ? stage.failure : undefined;
    return {
        nodeType: stage.play.type,
        nodeGroup: 'STAGE',
        nodeIdentifier: stage.play.id,
        name: stage.play.name,
        nodeUuid: stageSetupId(execution, stage),
        ...(status === 'NotStarted' ? {} : { nodeExecutionId: stageExecutionId(execution, stage) }),
        status,
        module: moduleOf(stage),
        moduleInfo: status === 'NotStarted' ? {} : stageModuleInfo(stage),
        ...stamps(execution, stage, now),
        edgeLayoutList: { currentNodeChildren: [], nextIds },
        ...(stage.play.skipped
            ? {
                skipInfo: { evaluatedCondition: true, skipCondition: '' },
                nodeRunInfo: { whenCondition: 'false', evaluatedCondition: false, expressions: [] },
            }
            : {}),
        failureInfo: { message: failure?.message ?? '' },
        failureInfoDTO: failureInfo(failure),
        stepDetails: stage.play.child ? { childPipelineExecutionDetails: childDetails(execution, stage, now) } : {},
        strategyMetadata: strategyMetadata(stage),
        executionInputConfigured: false,
        isRollbackStageNode: false,
        hidden: false,
    };
}
/** Which execution a stage of type Pipeline has started, in the shape of `childPipelineExecutionDetails`; null before it has. */
function childDetails(execution, stage, now) {
    const child = execution.children.find(({ parent }) => parent?.stage === stage.play.id);
    if (!child || elapsed(child, now) < 0)
        return null;
    return { planExecutionId: child.id, orgId: child.scope.org, projectId: child.scope.project };
}
function blockKey(execution, block) {
    const [only] = block.stages;
    return block.kind === 'stage' && only
        ? layoutKey(execution, only)
        : innerId(execution, 'setup', block.kind, block.id);
}
/** The stages and how they follow each other: `layoutNodeMap` and `startingNodeId`. */
function layout(execution, now) {
    const { blocks } = execution.timeline;
    const layoutNodeMap = {};
    for (const [index, block] of blocks.entries()) {
        const next = blocks[index + 1];
        const nextIds = next ? [blockKey(execution, next)] : [];
        for (const stage of block.stages) {
            layoutNodeMap[layoutKey(execution, stage)] = layoutStage(execution, stage, {
                now,
                nextIds: block.kind === 'stage' ? nextIds : [],
            });
        }
        if (block.kind === 'stage')
            continue;
        const key = blockKey(execution, block);
        layoutNodeMap[key] = {
            nodeType: block.kind === 'matrix' ? 'MATRIX' : 'parallel',
            nodeGroup: 'STAGE',
            nodeIdentifier: block.kind === 'matrix' ? block.id : `parallel${key}`,
            name: block.kind === 'matrix' ? block.name : null,
            nodeUuid: key,
            status: blockStatus(execution.timeline, block, elapsed(execution, now)),
            module: 'pms',
            moduleInfo: {},
            ...stamps(execution, block, now),
            edgeLayoutList: { currentNodeChildren: block.stages.map((stage) => layoutKey(execution, stage)), nextIds },
        };
    }
    const [first] = blocks;
    return { layoutNodeMap, startingNodeId: first ? blockKey(execution, first) : '' };
}
//# sourceMappingURL=layout.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/wire.js
/** Whether a value is an object with string keys, which `null` and lists are not. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The strings in a value that should be a list of strings; empty when it is no list. */
function strings(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
/** The value when it is a string, else the empty string. */
function wire_text(value) {
    return typeof value === 'string' ? value : '';
}
/** The items of a value that should be a list; empty when it is none. */
function items(value) {
    return Array.isArray(value) ? value : [];
}
//# sourceMappingURL=wire.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/world.js




/** Starts an execution and the chained ones in it, and numbers it within its pipeline. */
function start(world, order) {
    const earlier = world.executions.filter(({ pipeline, via }) => pipeline === order.pipeline && via !== 'chained');
    const execution = begin({ ...order, speed: world.speed, runSequence: earlier.length + 1 });
    world.executions.push(...family(execution));
    return execution;
}
function family(execution) {
    return [execution, ...execution.children.flatMap(family)];
}
/** The play of a pipeline: its own when it is named like a scenario, else the chosen one. */
function playOf(world, pipeline) {
    return scenario(pipeline) ?? world.play;
}
/** The execution that a request names, in the scope that it names. Throws what Harness answers when there is none. */
function executionOf(call, id) {
    const found = findExecution(call.world, id, { ...scopeOf(call), now: call.now });
    if (found)
        return found;
    throw refusal(404, 'ENTITY_NOT_FOUND', `Plan Execution Summary does not exist or has been deleted for planExecutionId: ${id}`);
}
/** The execution of that id in that scope, once it has begun. */
function findExecution(world, id, { org, project, now }) {
    return world.executions.find((each) => each.id === id && each.scope.org === org && each.scope.project === project && elapsed(each, now) >= 0);
}
/** The scope that a request's query names. */
function scopeOf(call) {
    const read = (name) => call.query.get(name) ?? '';
    return { account: read('accountIdentifier'), org: read('orgIdentifier'), project: read('projectIdentifier') };
}
/** The body of a request as a JSON object; an empty body is an empty object. Throws what Harness answers to anything else. */
function jsonBody(call) {
    if (call.body.trim() === '')
        return {};
    try {
        const value = JSON.parse(call.body);
        if (isRecord(value))
            return value;
    }
    catch {
        // falls through: what is no JSON and what is no object are refused alike
    }
    throw refusal(400, 'INVALID_REQUEST', 'Unable to process JSON');
}
//# sourceMappingURL=world.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/approvals.js






const PATH = /^(?:\/pipeline\/api)?\/v1\/orgs\/([^/]+)\/projects\/([^/]+)\/approvals\/execution\/([^/]+)$/;
/** Approvals of an execution: looking at them and deciding them. Both refuse service accounts. */
const approvalRoutes = [
    { kind: 'approvals', method: 'GET', path: PATH, scope: 'none', handle: approvals_list },
    { kind: 'approvals', method: 'POST', path: PATH, scope: 'none', handle: act },
];
/** The approval steps that have begun. */
function approvals(call, [org = '', project = '', id = '']) {
    if (call.principal === 'SERVICE_ACCOUNT') {
        throw refusalV1(400, 'INVALID_REQUEST', 'The approval API does not accept tokens of service accounts, use a personal access token');
    }
    const execution = findExecution(call.world, id, { org, project, now: call.now });
    if (!execution)
        throw refusalV1(404, 'ENTITY_NOT_FOUND', `Plan Execution does not exist for planExecutionId: ${id}`);
    const at = elapsed(execution, call.now);
    const begun = stagesOf(execution.timeline)
        .flatMap((stage) => stage.steps.map((step) => ({ stage, step })))
        .filter(({ step }) => step.play.approval && step.from <= at);
    return { execution, begun };
}
function approvals_list(call, ...where) {
    const { query, now } = call;
    const { execution, begun } = approvals(call, where);
    const matches = (name, value) => (query.get(name) ?? value) === value;
    const found = begun
        .filter(({ stage, step }) => matches('node_execution_id', innerId(execution, 'run', stage.play.id, step.play.id)) ||
        matches('node_execution_id', stageExecutionId(execution, stage)))
        .map(({ step }) => instance(execution, step, now))
        .filter(({ status, type }) => matches('approval_status', status) && matches('approval_type', type));
    return { status: 200, body: found };
}
const STATUSES = {
    ApprovalWaiting: 'WAITING',
    Discontinuing: 'WAITING',
    Success: 'APPROVED',
    ApprovalRejected: 'REJECTED',
    Aborted: 'ABORTED',
    Expired: 'EXPIRED',
};
function instance(execution, step, now) {
    const at = elapsed(execution, now);
    const { approval } = step.play;
    const status = STATUSES[stepStatus(execution.timeline, step, at)] ?? 'FAILED';
    const decided = status === 'APPROVED' || status === 'REJECTED'
        ? (execution.decisions.get(step.play.id) ?? approval?.decision)
        : undefined;
    const ended = endedAt(execution.timeline, step, at);
    const activity = decided && {
        user: decided.by,
        action: status === 'APPROVED' ? 'APPROVE' : 'REJECT',
        comments: decided.comment,
        approver_inputs: approval?.inputs ?? [],
        approvedAt: stamp(execution, ended ?? at),
    };
    return {
        id: innerId(execution, 'approval', step.play.id),
        type: 'HarnessApproval',
        status,
        deadline: stamp(execution, step.from + (approval?.deadlineMs ?? 0)),
        created: stamp(execution, step.from),
        updated: stamp(execution, ended ?? at),
        error_message: null,
        details: {
            approvalMessage: approval?.message ?? '',
            includePipelineExecutionHistory: true,
            approvers: {
                userGroups: approval?.groups ?? [],
                minimumCount: approval?.minimum ?? 1,
                disallowPipelineExecutor: false,
            },
            approvalActivities: activity ? [activity] : [],
            approverInputs: (approval?.inputs ?? []).map(({ name, value }) => ({ name, defaultValue: value ?? '' })),
            validatedApprovalUserGroups: [],
            autoRejectEnabled: false,
        },
    };
}
/** Approves or rejects what waits now. */
function act(call, ...where) {
    const body = jsonBody(call);
    const { execution, begun } = approvals(call, where);
    const at = elapsed(execution, call.now);
    const waiting = begun.find(({ step }) => at < step.to);
    if (!waiting || isOver(execution, call.now))
        throw refusalV1(400, 'INVALID_REQUEST', 'No approval of this execution is waiting');
    const ends = body['action'] === 'REJECT' ? 'ApprovalRejected' : 'Success';
    const by = { name: 'Release Bot', email: 'release.bot@example.com' };
    decide(execution, waiting.step.play.id, { at, ends, by, comment: wire_text(body['comments']) });
    return { status: 200, body: instance(execution, waiting.step, call.now) };
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/summary.js



const DAY_MS = 86_400_000;
function moduleInfo(stages, started) {
    const deployments = stages.filter((stage) => stage.play.type === 'Deployment');
    const begun = deployments.filter(started);
    const each = (read) => [
        ...new Set(begun.map(read).filter((name) => name !== undefined)),
    ];
    const ci = stages.some((stage) => stage.play.type === 'CI');
    const cd = {
        __recast: 'simulator.CD',
        serviceIdentifiers: each((stage) => stage.play.service),
        envIdentifiers: each((stage) => stage.play.environment),
        environmentTypes: begun.length > 0 ? ['Production'] : [],
        infrastructureIdentifiers: each((stage) => stage.play.infrastructure),
        infrastructureNames: each((stage) => stage.play.infrastructure),
        infrastructureTypes: begun.length > 0 ? ['KubernetesDirect'] : [],
        envGroupIdentifiers: [null],
        serviceDefinitionTypes: begun.length > 0 ? ['Kubernetes'] : [],
    };
    return {
        ...(deployments.length > 0 ? { cd } : {}),
        ...(ci
            ? {
                ci: {
                    __recast: 'simulator.CI',
                    branch: 'main',
                    repoName: 'acme/web',
                    ciExecutionInfoDTO: { event: 'branch', branch: { name: 'main', commits: [] } },
                },
            }
            : {}),
    };
}
/** The verdict of policies in the shape of the answers: `status` pass, or error with one denied policy set. */
function governance(execution) {
    const { play, pipeline, scope, startedAt } = execution;
    const base = {
        id: '0',
        type: 'pipeline',
        action: 'onrun',
        entity: `${scope.account}:${scope.org}:${scope.project}:${pipeline}`,
        timestamp: String(startedAt),
        accountId: scope.account,
        orgId: scope.org,
        projectId: scope.project,
    };
    if (!play.denied)
        return { ...base, deny: false, status: 'pass', message: '', details: [] };
    return { ...base, deny: true, status: 'error', message: '', details: [policySet(play.denied)] };
}
function policySet(denial) {
    const policyMetadata = [
        {
            policyId: 'fridays',
            policyName: denial.policy,
            identifier: 'fridays',
            severity: 'error',
            status: 'error',
            error: '',
            denyMessages: denial.messages,
        },
    ];
    return {
        policySetId: '7',
        policySetName: denial.policySet,
        identifier: 'production',
        status: 'error',
        deny: true,
        description: '',
        policyMetadata,
    };
}
/** Who and what started it, in the shape of `executionTriggerInfo`. */
function triggerInfo(execution) {
    const { trigger, scope, retryOf } = execution;
    const triggerRef = `${scope.account}/${scope.org}/${scope.project}/${trigger?.identifier}`;
    return {
        triggerType: trigger ? 'WEBHOOK_CUSTOM' : 'MANUAL',
        triggeredBy: trigger
            ? {
                uuid: 'systemUser',
                identifier: trigger.identifier,
                triggerIdentifier: trigger.identifier,
                triggerName: trigger.identifier,
                extraInfo: { triggerRef, eventCorrelationId: trigger.event },
            }
            : { uuid: 'WJ0m3FkQS9mYb1n2c3d4e5', identifier: 'Release Bot', extraInfo: { email: 'release.bot@example.com' } },
        isRerun: retryOf !== undefined,
    };
}
/** Whether Harness would retry it now: ended badly, not retried yet, not older than 30 days. */
function canRetry(execution, now) {
    const over = isOver(execution, now) && !isPositive(execution.timeline.ends) && !execution.play.denied;
    return over && !execution.retriedBy && now - execution.startedAt <= 30 * DAY_MS;
}
/** A display name for an identifier: `deploy_prod` becomes Deploy Prod. */
function displayName(identifier) {
    return identifier.replace(/[_-]+/g, ' ').replace(/(?<=^| )[a-z]/g, (letter) => letter.toUpperCase());
}
/** `pipelineExecutionSummary` at a moment. Fields that are null in Harness are left out, as it does. */
function summary(execution, now) {
    const { timeline, scope } = execution;
    const at = elapsed(execution, now);
    const stages = stagesOf(timeline);
    const statuses = stages.map((stage) => stageStatus(timeline, stage, at));
    const count = (is) => statuses.filter(is).length;
    const over = isOver(execution, now);
    const failure = over ? failureOf(timeline) : undefined;
    const { abort } = timeline;
    return {
        pipelineIdentifier: execution.pipeline,
        orgIdentifier: scope.org,
        projectIdentifier: scope.project,
        planExecutionId: execution.id,
        name: displayName(execution.pipeline),
        yamlVersion: '0',
        status: statusOf(execution, now),
        tags: [],
        executionTriggerInfo: triggerInfo(execution),
        ...(failure ? { executionErrorInfo: { message: failure.message } } : {}),
        governanceMetadata: governance(execution),
        failureInfo: failureInfo(failure),
        moduleInfo: moduleInfo(stages, (stage) => stage.from <= at),
        ...layout(execution, now),
        modules: [...new Set(stages.map(moduleOf))],
        startTs: stamp(execution, 0),
        ...(over ? { endTs: stamp(execution, timeline.to) } : {}),
        createdAt: stamp(execution, 0),
        canRetry: canRetry(execution, now),
        showRetryHistory: execution.retryOf !== undefined || execution.retriedBy !== undefined,
        runSequence: execution.runSequence,
        successfulStagesCount: count((status) => status === 'Success'),
        runningStagesCount: count((status) => status === 'Running'),
        failedStagesCount: count((status) => status === 'Failed'),
        totalStagesCount: stages.length,
        storeType: 'INLINE',
        executionInputConfigured: false,
        isStagesExecution: execution.via === 'stages',
        stagesExecution: execution.via === 'stages',
        stagesExecuted: execution.stages ?? [],
        allowStageExecutions: execution.via === 'stages',
        ...(execution.parent ? { parentStageInfo: parentInfo(execution.parent) } : {}),
        ...(abort && at >= abort.done
            ? { abortedBy: { email: abort.by.email, userName: abort.by.name, createdAt: stamp(execution, abort.at) } }
            : {}),
        executionMode: 'NORMAL',
        notesExistForPlanExecutionId: execution.notes !== '',
        shouldUseSimplifiedKey: execution.play.simplifiedKeys ?? false,
    };
}
function parentInfo({ execution, stage }) {
    const { scope, pipeline, runSequence, id } = execution;
    return {
        hasParentPipeline: true,
        stageNodeId: innerId(execution, 'setup', stage),
        executionId: id,
        identifier: pipeline,
        orgId: scope.org,
        projectId: scope.project,
        runSequence,
    };
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/log-keys.js


/** The key under which a step's log begins: the long form with levels, or the short one when the play says so. */
function logBaseKey(execution, stage, step) {
    const { scope, pipeline, runSequence, id, play } = execution;
    const last = step.play.retries ? `${step.play.id}_${step.play.retries}` : step.play.id;
    if (play.simplifiedKeys)
        return `${scope.account}/pipeline/${pipeline}/${runSequence}/-${id}/${stage.play.id}/${last}`;
    const section = step.play.rollback ? 'rollbackSteps' : 'steps';
    const path = ['pipeline', 'stages', stage.play.id, 'spec', 'execution', section, last];
    const levels = path.map((name, level) => `level${level}:${name}`);
    return [
        `accountId:${scope.account}`,
        `orgId:${scope.org}`,
        `projectId:${scope.project}`,
        `pipelineId:${pipeline}`,
        `runSequence:${runSequence}`,
        ...levels,
    ].join('/');
}
/** The keys of a step's logs, one for each command unit; with no units it is the base key. Units' keys hold blanks and colons. */
function logKeys(execution, stage, step) {
    const base = logBaseKey(execution, stage, step);
    return step.play.units ? step.play.units.map((unit) => `${base}-commandUnit:${unit}`) : [base];
}
/** The log behind a key at a moment; undefined when there is none. */
function logFor(execution, key, now) {
    for (const stage of stagesOf(execution.timeline)) {
        for (const step of stage.steps) {
            const index = logKeys(execution, stage, step).indexOf(key);
            if (index >= 0)
                return stepLog(execution, step, { index, at: elapsed(execution, now) });
        }
    }
    return undefined;
}
function stepLog(execution, step, { index, at }) {
    const { units, name, log, lateLogMs = 0, logBytes = 0 } = step.play;
    const last = index === (units?.length ?? 1) - 1;
    const lines = last ? (log ?? [`Running ${name}`, 'Done']) : [`${units?.[index]}: done`];
    if (step.from > at || lines.length === 0)
        return undefined;
    const end = endedAt(execution.timeline, step, at);
    const progress = end === undefined ? (at - step.from) / (step.to - step.from) : 1;
    const shown = lines.slice(0, Math.ceil(lines.length * progress));
    return {
        lines: shown,
        padTo: last ? logBytes : 0,
        running: end === undefined,
        stored: end !== undefined && at >= end + lateLogMs,
    };
}
//# sourceMappingURL=log-keys.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/step-node.js



/** Step types that run as a delegate task; the others are asynchronous. */
const TASKS = /^(ShellScript|K8s|liteEngineTask|Http)/;
/** What the graph's node of a step has beyond that of its ancestors: outcomes, logs, units, who aborted it. */
function stepParts(execution, { stage, step, status, now }) {
    const { outputs = {}, units = [] } = step.play;
    const told = status === step.ends && Object.keys(outputs).length > 0;
    const aborted = status === 'Aborted' || status === 'Discontinuing';
    return {
        outcomes: outcomesOf(execution, told ? { output: { outputVariables: outputs } } : {}),
        executableResponses: [executable(execution, stage, step)],
        unitProgresses: units.map((unitName, index) => unitProgress(execution, step, { unitName, index, now })),
        interruptHistories: [...retried(execution, stage, step), ...(aborted ? [abortHistory(execution)] : [])],
        logBaseKey: logBaseKey(execution, stage, step),
    };
}
/** Outcomes by name, in old answers a list without the names. */
function outcomesOf(execution, outcomes) {
    return execution.play.outcomesAsArray ? Object.values(outcomes) : outcomes;
}
function executable(execution, stage, step) {
    const { play } = step;
    const logs = { logKeys: logKeys(execution, stage, step), units: play.units ?? [] };
    if (TASKS.test(play.type)) {
        const task = { taskId: innerId(execution, 'task', play.id), taskName: play.type, taskCategory: 'DELEGATE_TASK_V2' };
        return { task: { ...task, ...logs } };
    }
    return { async: { callbackIds: [innerId(execution, 'callback', play.id)], status: 'NO_OP', timeout: 0, ...logs } };
}
/** A unit takes its equal share of its step's time; only the last one fails. Its times are strings, as Harness sends them. */
function unitProgress(execution, step, { unitName, index, now }) {
    const units = step.play.units?.length ?? 1;
    const share = (step.to - step.from) / units;
    const from = step.from + share * index;
    const at = Math.min(elapsed(execution, now), execution.timeline.abort?.at ?? Infinity);
    const over = at >= from + share;
    const last = index === units - 1;
    const status = over ? (last && !isPositive(step.ends) ? 'FAILURE' : 'SUCCESS') : at >= from ? 'RUNNING' : 'QUEUED';
    const time = (when, reached) => String(reached ? stamp(execution, when) : 0);
    return { unitName, status, startTime: time(from, at >= from), endTime: time(from + share, over) };
}
/** One entry for each time that the step was tried before, with the id of the node that it was then. */
function retried(execution, { play: { id } }, { play, from }) {
    const adviserIssuer = { adviserType: 'RETRY' };
    return Array.from({ length: play.retries ?? 0 }, (_, index) => ({
        interruptId: innerId(execution, 'retry', id, play.id, String(index)),
        tookEffectAt: stamp(execution, from),
        interruptType: 'RETRY',
        interruptConfig: {
            issuedBy: { issueTime: stamp(execution, from), adviserIssuer },
            retryInterruptConfig: { retryId: innerId(execution, 'run', id, play.id, String(index)) },
        },
    }));
}
function abortHistory(execution) {
    const { abort } = execution.timeline;
    const at = stamp(execution, abort?.at ?? 0);
    const manualIssuer = {
        type: 'USER',
        identifier: abort?.by.name ?? '',
        email_id: abort?.by.email ?? '',
        user_id: 'q3Jt0VbXSHmYq4f8b2kd1A',
    };
    return {
        interruptId: innerId(execution, 'interrupt'),
        tookEffectAt: at,
        interruptType: 'ABORT_ALL',
        interruptConfig: { issuedBy: { issueTime: at, manualIssuer } },
    };
}
//# sourceMappingURL=step-node.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/graph.js




const STAGE_STEP_TYPES = {
    Deployment: 'DEPLOYMENT_STAGE_STEP',
    CI: 'IntegrationStageStepPMS',
    Approval: 'APPROVAL_STAGE',
    Custom: 'CUSTOM_STAGE',
    Pipeline: 'PIPELINE_STAGE',
};
/** The whole execution graph, or that of one stage (by its setup id, in a matrix with its execution id); what has not started is not in it. */
function executionGraph(execution, asked, stageNode) {
    const now = asked - (execution.play.graphLagMs ?? 0) / execution.speed;
    const drawing = { execution, now, nodeMap: {}, nodeAdjacencyListMap: {} };
    if (execution.play.denied || elapsed(execution, now) < execution.timeline.queuedTo)
        return undefined;
    const rootNodeId = stageNode === undefined ? drawPipeline(drawing) : drawNamed(drawing, stageNode);
    if (rootNodeId === undefined)
        return undefined;
    const { nodeMap, nodeAdjacencyListMap } = drawing;
    const { scope, pipeline, id } = execution;
    const executionMetadata = {
        accountId: scope.account,
        orgIdentifier: scope.org,
        projectIdentifier: scope.project,
        pipelineIdentifier: pipeline,
        planExecutionId: id,
    };
    return { rootNodeId, nodeMap, nodeAdjacencyListMap, representationStrategy: 'camelCase', executionMetadata };
}
function put({ execution, now, nodeMap, nodeAdjacencyListMap }, node) {
    const { uuid, setupId = uuid, identifier, name, baseFqn, stepType, status, span, failure, more, children = [], nextIds = [], } = node;
    const over = endedAt(execution.timeline, span, elapsed(execution, now)) !== undefined;
    nodeMap[uuid] = {
        uuid,
        setupId,
        name,
        identifier,
        baseFqn,
        outcomes: execution.play.outcomesAsArray ? [] : {},
        stepParameters: {},
        ...stamps(execution, span, now),
        stepType,
        status,
        failureInfo: failureInfo(over && (!isPositive(status) || status === 'IgnoreFailed') ? failure : undefined),
        skipInfo: null,
        nodeRunInfo: null,
        executableResponses: [],
        unitProgresses: [],
        progressData: null,
        delegateInfoList: [],
        interruptHistories: [],
        stepDetails: null,
        strategyMetadata: null,
        executionInputConfigured: false,
        ...more,
    };
    nodeAdjacencyListMap[uuid] = { children, nextIds };
    return uuid;
}
function drawPipeline(drawing) {
    const { execution, now } = drawing;
    const { timeline } = execution;
    const started = timeline.blocks.filter((block) => blockStatus(timeline, block, elapsed(execution, now)) !== 'NotStarted');
    const blocks = started.map((block, index) => drawBlock(drawing, block, started[index + 1]));
    const failure = started
        .flatMap((block) => block.stages)
        .find((stage) => stage.failure && !isPositive(stage.ends))?.failure;
    const base = {
        status: statusOf(execution, now),
        span: { from: timeline.queuedTo, to: timeline.to, ends: timeline.ends },
        failure,
    };
    const stages = put(drawing, {
        ...base,
        uuid: innerId(execution, 'run', '.stages'),
        identifier: 'stages',
        name: 'stages',
        baseFqn: 'pipeline.stages',
        stepType: 'STAGES_STEP',
        children: blocks.slice(0, 1),
    });
    return put(drawing, {
        ...base,
        uuid: innerId(execution, 'run', '.pipeline'),
        identifier: 'pipeline',
        name: 'pipeline',
        baseFqn: 'pipeline',
        stepType: 'PIPELINE_SECTION',
        children: [stages],
    });
}
function blockId(execution, block) {
    const [only] = block.stages;
    return block.kind === 'stage' && only
        ? stageExecutionId(execution, only)
        : innerId(execution, 'run', block.kind, block.id);
}
function drawBlock(drawing, block, next) {
    const { execution, now } = drawing;
    const nextIds = next ? [blockId(execution, next)] : [];
    const children = block.stages.map((stage) => drawStage(drawing, stage, block.kind === 'stage' ? nextIds : []));
    if (block.kind === 'stage')
        return blockId(execution, block);
    return put(drawing, {
        uuid: blockId(execution, block),
        setupId: innerId(execution, 'setup', block.kind, block.id),
        identifier: block.id,
        name: block.name,
        baseFqn: `pipeline.stages.${block.id}`,
        stepType: block.kind === 'matrix' ? 'STRATEGY' : 'NG_FORK',
        status: blockStatus(execution.timeline, block, elapsed(execution, now)),
        span: block,
        failure: block.stages.find((stage) => stage.failure)?.failure,
        children,
        nextIds,
    });
}
function drawNamed(drawing, stageNode) {
    const { execution, now } = drawing;
    const at = elapsed(execution, now);
    for (const stage of execution.timeline.blocks.flatMap((block) => block.stages)) {
        const named = stageExecutionId(execution, stage) === stageNode || (!stage.leg && stageSetupId(execution, stage) === stageNode);
        if (named && stageStatus(execution.timeline, stage, at) !== 'NotStarted')
            return drawStage(drawing, stage, []);
    }
    return undefined;
}
function drawStage(drawing, stage, nextIds) {
    const { execution, now } = drawing;
    const { id, name, type } = stage.play;
    const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
    const details = stage.play.child ? childDetails(execution, stage, now) : null;
    return put(drawing, {
        uuid: stageExecutionId(execution, stage),
        setupId: stageSetupId(execution, stage),
        identifier: id,
        name,
        baseFqn: `pipeline.stages.${id}`,
        stepType: STAGE_STEP_TYPES[type],
        status,
        span: stage,
        failure: stage.failure,
        children: [...drawSection(drawing, stage, false), ...drawSection(drawing, stage, true)],
        nextIds,
        more: {
            strategyMetadata: strategyMetadata(stage),
            stepDetails: details ? { childPipelineExecutionDetails: details } : null,
            outcomes: outcomesOf(execution, stageOutcomes(stage, status)),
        },
    });
}
/** The node that holds the steps of a stage, or its rollback steps; none when none of them has begun. */
function drawSection(drawing, stage, rollback) {
    const { execution, now } = drawing;
    const { timeline } = execution;
    const at = elapsed(execution, now);
    const begun = stage.steps.filter((step) => (step.play.rollback ?? false) === rollback && stepStatus(timeline, step, at) !== 'NotStarted');
    const [first] = begun;
    if (!first)
        return [];
    const children = begun.map((step, index) => drawStep(drawing, { stage, step, next: begun[index + 1] })).slice(0, 1);
    const { id } = stage.play;
    const baseFqn = `pipeline.stages.${id}.spec.execution`;
    const uuid = innerId(execution, 'run', id, rollback ? '.rollback' : '.execution');
    const node = rollback
        ? {
            uuid,
            identifier: 'rollbackSteps',
            name: 'Rollback',
            baseFqn: `${baseFqn}.rollbackSteps`,
            stepType: 'ROLLBACK_OPTIONAL_CHILD_CHAIN',
            status: stepStatus(timeline, first, at),
            span: first,
            failure: undefined,
            children,
        }
        : {
            uuid,
            identifier: 'execution',
            name: 'Execution',
            baseFqn,
            stepType: 'NG_EXECUTION',
            status: stageStatus(timeline, stage, at),
            span: stage,
            failure: stage.failure,
            children,
        };
    return [put(drawing, node)];
}
function stageOutcomes({ play }, status) {
    if (play.type !== 'CI' || status !== 'Success' || play.image === undefined)
        return {};
    const [imageName = '', tag = ''] = play.image.split(':');
    const url = `https://registry.example.com/${imageName}/${tag}`;
    return { integrationStageOutcome: { imageArtifacts: [{ imageName, tag, url }], fileArtifacts: [] } };
}
function drawStep(drawing, { stage, step, next }) {
    const { execution, now } = drawing;
    const { play } = step;
    const status = stepStatus(execution.timeline, step, elapsed(execution, now));
    const where = play.rollback ? 'rollbackSteps' : 'steps';
    return put(drawing, {
        uuid: innerId(execution, 'run', stage.play.id, play.id),
        setupId: innerId(execution, 'setup', stage.play.id, play.id),
        identifier: play.id,
        name: play.name,
        baseFqn: `pipeline.stages.${stage.play.id}.spec.execution.${where}.${play.id}`,
        stepType: play.type,
        status,
        span: step,
        failure: step.failure,
        nextIds: next ? [innerId(execution, 'run', stage.play.id, next.play.id)] : [],
        more: stepParts(execution, { stage, step, status, now }),
    });
}
//# sourceMappingURL=graph.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/executions.js








const READ = /^\/pipeline\/api\/pipelines\/execution\/v2\/([^/]+)$/;
const NOTES = /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/notes$/;
const RELEASE_BOT = { name: 'Release Bot', email: 'release.bot@example.com' };
/** Reading, listing, aborting executions and their notes. */
const executionRoutes = [
    { kind: (call) => (wantsGraph(call) ? 'graph' : 'read'), method: 'GET', path: READ, handle: read },
    { kind: 'list', method: 'POST', path: /^\/pipeline\/api\/pipelines\/execution\/summary$/, handle: executions_list },
    {
        kind: 'interrupt',
        method: 'PUT',
        path: /^\/pipeline\/api\/pipeline\/execute\/interrupt\/([^/]+)$/,
        handle: interrupt,
    },
    {
        kind: 'notes',
        method: 'GET',
        path: NOTES,
        handle: (call, id = '') => success({ notes: executionOf(call, id).notes }),
    },
    { kind: 'notes', method: 'PUT', path: NOTES, handle: putNotes },
];
function wantsGraph({ query }) {
    return query.get('renderFullBottomGraph') === 'true' || query.has('stageNodeId');
}
/** `data` of the details: the summary always, the graph only when asked for. */
function read(call, id = '') {
    const execution = executionOf(call, id);
    if (!wantsGraph(call))
        return success({ pipelineExecutionSummary: summary(execution, call.now) });
    const stageNode = call.query.get('stageNodeExecutionId') ?? call.query.get('stageNodeId') ?? undefined;
    const whole = call.query.get('renderFullBottomGraph') === 'true';
    const graph = executionGraph(execution, call.now, whole ? undefined : stageNode);
    const child = stageNode === undefined ? undefined : childOf(execution, stageNode, call.now);
    return success({
        pipelineExecutionSummary: summary(execution, call.now),
        ...(graph ? { executionGraph: graph } : {}),
        ...(child
            ? {
                childGraph: {
                    pipelineExecutionSummary: summary(child, call.now),
                    executionGraph: executionGraph(child, call.now),
                },
            }
            : {}),
    });
}
function childOf(execution, stageNode, now) {
    const stage = stagesOf(execution.timeline).find((each) => stageSetupId(execution, each) === stageNode);
    const child = execution.children.find(({ parent }) => stage !== undefined && parent?.stage === stage.play.id);
    return child && elapsed(child, now) >= 0 ? child : undefined;
}
function putNotes(call, id = '') {
    const execution = executionOf(call, id);
    execution.notes = call.query.get('notesForPipelineExecution') ?? '';
    return success({ notes: execution.notes });
}
/** Aborts: what has ended or is being aborted already is refused, as Harness does. */
function interrupt(call, id = '') {
    const type = call.query.get('interruptType');
    if (type !== 'AbortAll')
        throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
    const execution = executionOf(call, id);
    execution.aborts += 1;
    if (isOver(execution, call.now)) {
        const status = engineSpelling(statusOf(execution, call.now));
        throw refusal(400, 'INVALID_REQUEST', `Execution is already finished with status: [${status}]`);
    }
    if (statusOf(execution, call.now) === 'Discontinuing') {
        throw refusal(400, 'ABORT_ALL_ALREADY_NG', 'Execution abort is already under progress.');
    }
    abort(execution, call.now, RELEASE_BOT);
    return success({ id: newId(), type, planExecutionId: id });
}
/** Statuses compare by their letters alone, so that every spelling of Harness is understood. */
function plain(status) {
    return status.replace(/[^a-z]/gi, '').toLowerCase();
}
/** The newest first; chained executions and those that were retried are hidden. Filters it does not know are ignored. */
function executions_list(call) {
    const { query, world, now } = call;
    const body = jsonBody(call);
    const page = Number(query.get('page') ?? 0);
    const size = Number(query.get('size') ?? 10);
    if (!Number.isInteger(page) || !Number.isInteger(size) || page < 0 || size < 1 || size > 1_000) {
        throw refusal(400, 'INVALID_REQUEST', 'Please Verify Executions list parameters for page and size, page should be >= 0 and size should be > 0 and <= 1000');
    }
    const { from, to } = timeRange(body['timeRange']);
    const { org, project } = scopeOf(call);
    const pipeline = query.get('pipelineIdentifier');
    const search = query.get('searchTerm')?.toLowerCase() ?? '';
    const statuses = new Set([...query.getAll('status'), ...strings(body['status'])].map(plain));
    const found = world.executions
        .filter((execution) => execution.scope.org === org && execution.scope.project === project)
        .filter((execution) => execution.via !== 'chained' && execution.via !== 'firstgen' && !execution.retriedBy)
        .filter((execution) => elapsed(execution, now) >= 0)
        .filter((execution) => pipeline === null || execution.pipeline === pipeline)
        .filter((execution) => execution.pipeline.toLowerCase().includes(search))
        .filter((execution) => execution.startedAt >= from && execution.startedAt <= to)
        .filter((execution) => statuses.size === 0 || statuses.has(plain(statusOf(execution, now))))
        .map((execution, index) => ({ execution, index }))
        .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.index - a.index)
        .map(({ execution }) => execution);
    const content = found.slice(page * size, (page + 1) * size).map((execution) => summary(execution, now));
    return success(springPage(content, { page, size, total: found.length }));
}
function timeRange(range) {
    if (!isRecord(range))
        return { from: -Infinity, to: Infinity };
    const { startTime, endTime } = range;
    if (typeof startTime === 'number' && typeof endTime === 'number')
        return { from: startTime, to: endTime };
    throw refusal(400, 'INVALID_REQUEST', 'startTime and endTime are both needed in timeRange');
}
function springPage(content, { page, size, total }) {
    const totalPages = Math.ceil(total / size);
    const sort = { sorted: true, unsorted: false, empty: false };
    const pageable = { sort, offset: page * size, pageNumber: page, pageSize: size, paged: true, unpaged: false };
    const ends = { first: page === 0, last: page >= totalPages - 1, empty: content.length === 0 };
    return {
        content,
        pageable,
        sort,
        totalElements: total,
        totalPages,
        size,
        number: page,
        numberOfElements: content.length,
        ...ends,
    };
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/graphql.js

const TOKEN = /\.\.\.|"(?:\\.|[^"\\])*"|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:!=@|]/g;
/** The part of GraphQL that clients of FirstGen use: one operation, arguments, aliases, inline fragments. Throws a sentence about anything else. */
function parseQuery(query, variables) {
    const tokens = query.replace(/#.*$/gm, '').match(TOKEN) ?? [];
    let at = 0;
    const peek = () => tokens[at] ?? '';
    const next = () => tokens[at++] ?? '';
    const expect = (token) => {
        const found = next();
        if (found !== token)
            throw new Error(`Invalid Syntax : offending token '${found}' where '${token}' was expected`);
    };
    const value = () => {
        const token = next();
        if (token.startsWith('$'))
            return variables[token.slice(1)];
        if (token.startsWith('"'))
            return JSON.parse(token);
        if (token === '[') {
            const items = [];
            while (peek() !== ']')
                items.push(value());
            next();
            return items;
        }
        if (token === '{')
            return pairs('}');
        const plain = { true: true, false: false, null: null };
        if (Object.hasOwn(plain, token))
            return plain[token];
        return /^-?\d/.test(token) ? Number(token) : token;
    };
    const pairs = (end) => {
        const found = {};
        while (peek() !== end) {
            if (peek() === '')
                throw new Error('Invalid Syntax : the query ends too early');
            const name = next();
            expect(':');
            found[name] = value();
        }
        next();
        return found;
    };
    const selection = (on) => {
        expect('{');
        const fields = [];
        while (peek() !== '}') {
            if (peek() === '')
                throw new Error('Invalid Syntax : the query ends too early');
            fields.push(...field(on));
        }
        next();
        return fields;
    };
    const field = (on) => {
        const first = next();
        if (first === '...') {
            expect('on');
            return selection(next());
        }
        const aliased = peek() === ':';
        if (aliased)
            next();
        const name = aliased ? next() : first;
        const args = peek() === '(' ? (next(), pairs(')')) : {};
        const fields = peek() === '{' ? selection(undefined) : [];
        return [{ name, alias: first, args, fields, on }];
    };
    while (peek() !== '{' && peek() !== '') {
        if (next() === '(')
            while (peek() !== ')' && peek() !== '')
                next();
    }
    return selection(undefined);
}
/** The fields of a value that were asked for. Throws when one does not exist, as a real server does. */
function project(value, fields) {
    if (Array.isArray(value))
        return value.map((item) => project(item, fields));
    if (!isRecord(value))
        return value;
    const type = String(value['__typename']);
    const wanted = fields.filter(({ on }) => on === undefined || on === type);
    return Object.fromEntries(wanted.map(({ name, alias, fields: below }) => {
        if (!Object.hasOwn(value, name))
            throw new Error(`Validation error of type FieldUndefined: Field '${name}' in type '${type}' is undefined`);
        return [alias, project(value[name], below)];
    }));
}
//# sourceMappingURL=graphql.js.map
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __nccwpck_require__(8815);
;// CONCATENATED MODULE: ./lib/src/simulator/placeholders.js
const MODIFIER = /\.(default|allowedValues|selectOneFrom|regex|executionInput)\((.*?)\)(?=$|\.(?:default|allowedValues|selectOneFrom|regex|executionInput)\()/gs;
/** Reads a placeholder; undefined when the value is none. */
function placeholder(value) {
    if (typeof value !== 'string' || !value.startsWith('<+input>'))
        return undefined;
    const said = new Map();
    for (const [, name = '', argument = ''] of value.matchAll(MODIFIER))
        said.set(name, argument);
    const allowed = said.get('allowedValues') ?? said.get('selectOneFrom');
    return {
        fallback: said.get('default')?.replace(/^\\?(['"])(.*?)\\?\1$/s, '$2'),
        allowed: allowed === undefined ? undefined : splitValues(allowed),
        pattern: said.get('regex'),
        duringRun: said.has('executionInput'),
    };
}
/** Splits at commas, except inside escaped quotes: `a, \'b,c\'` is two values. Blanks around them go. */
function splitValues(values) {
    const found = values.match(/\s*\\(['"]).*?\\\1\s*|[^,]+/gs) ?? [];
    return found.map((each) => each.trim().replace(/^\\(['"])(.*)\\\1$/s, '$2'));
}
/** Why a value may not stand for a placeholder, as Harness says it; undefined when it may. */
function objectionTo(value, { allowed, pattern }, fqn) {
    if (typeof value === 'object' && value !== null)
        return undefined;
    const given = String(value);
    if (allowed && !allowed.includes(given) && !splitValues(given).every((each) => allowed.includes(each))) {
        return `The values provided for ${fqn}: [${quoted([given])}] do not match any of the allowed values [${quoted(allowed)}]`;
    }
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 's').test(given)) {
        return `The value provided for [${fqn}: ${given}] does not match the required regex pattern`;
    }
    return undefined;
}
function quoted(values) {
    return values.map((value) => `'${value}'`).join(', ');
}
//# sourceMappingURL=placeholders.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/inputs.js




/** Wrappers that hold one thing with an identifier. */
const WRAPPERS = ['stage', 'step', 'stepGroup'];
/** What says which item or which kind of item it is, and is no value of its own; some of it in variables only. */
const LABELS = new Set(['identifier', 'name', 'type', 'key', 'default', 'required', 'description']);
const OF_VARIABLES = new Set(['default', 'required', 'description']);
/**
 * Reads YAML the way the older of its versions does, which takes `007`, `yes` and dates for what they look like: text that is
 * to arrive as text has to be quoted. Throws what Harness answers to text that is no YAML.
 */
function readYaml(source) {
    try {
        return (0,dist/* parse */.qg)(source, { version: '1.1' });
    }
    catch {
        throw refusal(400, 'INVALID_REQUEST', 'Invalid YAML: could not be parsed');
    }
}
/** A value as YAML text. */
function writeYaml(value) {
    return (0,dist/* stringify */.As)(value, { lineWidth: 0 });
}
/** The name of a list's item: its identifier, name or key with its wrapper, else its place. A type that differs makes another item. */
function label(item, index) {
    if (!isRecord(item))
        return `#${index}`;
    const wrapper = WRAPPERS.find((each) => isRecord(item[each]));
    const inner = wrapper === undefined ? item : item[wrapper];
    if (!isRecord(inner))
        return `#${index}`;
    const id = wire_text(inner['identifier']) || wire_text(inner['name']) || wire_text(inner['key']);
    return id ? `${wrapper ?? ''}:${id}:${wire_text(inner['type'])}` : `#${index}`;
}
/** The path of a list's item. Wrappers and parallel blocks have no place in paths. */
function nameOf(path, item, index) {
    return parallelOf(item) ? path : `${path}.${label(item, index).split(':')[1] ?? index}`;
}
function isSilent(key) {
    return WRAPPERS.includes(key) || key === 'parallel' || key === 'pipeline';
}
function parallelOf(item) {
    return isRecord(item) && Array.isArray(item['parallel']) ? item['parallel'] : undefined;
}
/**
 * Finds the item of a list that belongs to another list's item. Parallel blocks have no name: their stages are looked for in
 * all of them.
 */
function partners(list) {
    if (!Array.isArray(list))
        return () => undefined;
    const parallel = list.flatMap((item) => parallelOf(item) ?? []);
    const byLabel = new Map(list.map((item, index) => [label(item, index), item]));
    return (item, index) => (parallelOf(item) ? { parallel } : byLabel.get(label(item, index)));
}
/**
 * The pipeline with the given values in the places of its runtime inputs; the last one that has a value wins. Values for
 * anything else are ignored, as are those whose way is labelled otherwise.
 */
function fill(base, givens) {
    if (placeholder(base))
        return givens.findLast((given) => given !== undefined && given !== null && !placeholder(given)) ?? base;
    if (Array.isArray(base)) {
        const finders = givens.map(partners);
        return base.map((item, index) => fill(item, finders.map((find) => find(item, index))));
    }
    if (!isRecord(base))
        return base;
    const within = (key) => givens.map((given) => (isRecord(given) ? given[key] : undefined));
    return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, fill(value, within(key))]));
}
/** The runtime inputs of a pipeline with what is needed to find their places, or undefined when it has none. */
function templateOf(base) {
    if (placeholder(base))
        return base;
    if (Array.isArray(base)) {
        const items = base.map(templateOf).filter((item) => item !== undefined);
        return items.length > 0 ? items : undefined;
    }
    if (!isRecord(base))
        return undefined;
    const parts = Object.entries(base).map(([key, value]) => [key, templateOf(value)]);
    if (parts.every(([, part]) => part === undefined))
        return undefined;
    const kept = parts.map(([key, part]) => [key, part ?? (isLabel(key, base) ? base[key] : undefined)]);
    return Object.fromEntries(kept.filter(([, part]) => part !== undefined));
}
function isLabel(key, base) {
    if (typeof base[key] === 'object' || !LABELS.has(key))
        return false;
    if (key === 'name')
        return base['identifier'] === undefined;
    return !OF_VARIABLES.has(key) || 'value' in base;
}
/** A pipeline with only these stages; all of them when none is named. */
function onlyStages(pipeline, stages) {
    const top = isRecord(pipeline) ? pipeline['pipeline'] : undefined;
    if (stages.length === 0 || !isRecord(top) || !Array.isArray(top['stages']))
        return pipeline;
    const wanted = (item) => isRecord(item) && isRecord(item['stage']) && stages.includes(wire_text(item['stage']['identifier']));
    const kept = top['stages'].flatMap((item) => {
        const parallel = parallelOf(item)?.filter(wanted);
        if (parallel)
            return parallel.length > 0 ? [{ parallel }] : [];
        return wanted(item) ? [item] : [];
    });
    return { pipeline: { ...top, stages: kept } };
}
/** Paths of what is given but is no runtime input of the pipeline (any more). */
function strays(base, given, path = 'pipeline') {
    if (given === undefined || given === null || placeholder(base))
        return [];
    if (Array.isArray(given)) {
        const find = partners(base);
        return given.flatMap((item, index) => strays(find(item, index), item, nameOf(path, item, index)));
    }
    if (!isRecord(given))
        return [path];
    const entries = Object.entries(given).filter(([key, value]) => !LABELS.has(key) || typeof value === 'object');
    return entries.flatMap(([key, value]) => strays(isRecord(base) ? base[key] : undefined, value, isSilent(key) ? path : `${path}.${key}`));
}
/**
 * Puts defaults in, then refuses as Harness does at the start: a required variable or a field without value, a value that is
 * not allowed. Throws the first problem it meets.
 */
function settle(base, filled, place = { fqn: 'pipeline', variable: undefined }) {
    const input = placeholder(base);
    if (input)
        return settleOne(input, filled, place);
    if (Array.isArray(base) && Array.isArray(filled)) {
        return base.map((item, index) => settle(item, filled[index], { ...place, fqn: nameOf(place.fqn, item, index) }));
    }
    if (!isRecord(base) || !isRecord(filled))
        return filled;
    const variable = 'name' in base && 'value' in base ? base : undefined;
    const within = (key) => {
        if (variable && key === 'value')
            return { fqn: place.fqn, variable };
        return { fqn: isSilent(key) ? place.fqn : `${place.fqn}.${key}`, variable: undefined };
    };
    return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, settle(value, filled[key], within(key))]));
}
function settleOne(input, filled, { fqn, variable }) {
    const required = variable?.['required'] === true;
    const value = placeholder(filled) ? (readDefault(input.fallback) ?? variable?.['default']) : filled;
    if (value === undefined || (value === '' && required)) {
        if (input.duringRun || (variable && !required))
            return filled;
        const [code, message] = variable
            ? ['INVALID_REQUEST', `Value not provided for required variable: ${wire_text(variable['name'])}`]
            : ['SCHEMA_VALIDATION_FAILED', `Invalid yaml: $.${fqn}: is missing but it is required`];
        throw refusal(400, code, message);
    }
    if (value === '')
        return value;
    const reason = objectionTo(value, input, fqn) ?? wrongNumber(value, { fqn, variable });
    if (reason)
        throw refusal(400, 'INVALID_REQUEST', reason);
    return value;
}
/** A default is text, unless it is a list or a mapping. */
function readDefault(fallback) {
    return fallback !== undefined && /^[[{]/.test(fallback) ? readYaml(fallback) : fallback;
}
function wrongNumber(value, { fqn, variable }) {
    if (variable?.['type'] !== 'Number' || typeof value === 'number')
        return undefined;
    return /^-?\d+(\.\d+)?$/.test(String(value))
        ? undefined
        : `The value provided for [${fqn}: ${String(value)}] is not a number`;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/firstgen.js






/** FirstGen: GraphQL for everything but the abort. Its errors come in a 200. */
const firstgenRoutes = [
    {
        kind: 'firstgen',
        method: 'POST',
        path: /^\/api\/graphql$/,
        scope: 'none',
        open: true,
        gateway: true,
        handle: graphql,
    },
    {
        kind: 'firstgen-abort',
        method: 'PUT',
        path: /^\/api\/executions\/([^/]+)$/,
        scope: 'none',
        open: true,
        gateway: true,
        handle: firstgen_interrupt,
    },
];
/** The envelope of everything that is no GraphQL answer: `responseMessages`, with a 200 too. */
function messages(status, code, message) {
    return {
        status,
        body: {
            metaData: {},
            resource: null,
            responseMessages: [{ code, level: 'ERROR', message, exception: null, failureTypes: [] }],
        },
    };
}
function graphql(call) {
    if (!call.principal)
        return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
    if (call.query.get('accountId') !== call.world.keys.account)
        return messages(200, 'INVALID_REQUEST', 'Invalid request: the key belongs to another account');
    const { query, variables } = jsonBody(call);
    try {
        const fields = parseQuery(wire_text(query), isRecord(variables) ? variables : {});
        return { status: 200, body: resolveAll(call, fields) };
    }
    catch (error) {
        return {
            status: 200,
            body: {
                data: null,
                errors: [{ message: error instanceof Error ? error.message : String(error), locations: [] }],
            },
        };
    }
}
function resolveAll(call, fields) {
    const data = {};
    const errors = [];
    for (const field of fields) {
        const found = resolve(call, field);
        data[field.alias] = typeof found === 'string' ? null : project(found, field.fields);
        if (typeof found === 'string')
            errors.push({
                message: `Exception while fetching data (/${field.alias}) : ${found}`,
                path: [field.alias],
                locations: [],
            });
    }
    return errors.length > 0 ? { data, errors } : { data };
}
/** What a root field is about, or the sentence that says why there is nothing. */
function resolve(call, { name, args }) {
    const { world } = call;
    switch (name) {
        case 'applicationByName':
            return application(wire_text(args['name']));
        case 'application':
            return application(firstgen_nameOf('application', args['applicationId']));
        case 'pipelineByName':
            return runnable(world, 'Pipeline', wire_text(args['pipelineName']));
        case 'pipeline':
            return runnable(world, 'Pipeline', firstgen_nameOf('pipeline', args['pipelineId']));
        case 'workflowByName':
            return runnable(world, 'Workflow', wire_text(args['workflowName']));
        case 'workflow':
            return runnable(world, 'Workflow', firstgen_nameOf('workflow', args['workflowId']));
        case 'startExecution':
            return startExecution(call, isRecord(args['input']) ? args['input'] : {});
        case 'execution': {
            const found = world.executions.find(({ id, via }) => id === args['executionId'] && via === 'firstgen');
            return found ? executionAnswer(found, call.now) : 'Execution does not exist';
        }
        default:
            return `Field '${name}' in type 'Query' is undefined`;
    }
}
/** Ids are made of the names, so that nothing has to be remembered. */
function idOf(kind, name) {
    return Buffer.from(`${kind}:${name}`).toString('base64url');
}
function firstgen_nameOf(kind, id) {
    const [found, ...name] = Buffer.from(wire_text(id), 'base64url').toString('utf8').split(':');
    return found === kind ? name.join(':') : '';
}
function application(name) {
    if (name === '' || name === 'missing')
        return 'User does not have access to the application, or it does not exist';
    return { __typename: 'Application', id: idOf('application', name), name, description: '' };
}
function runnable(world, type, name) {
    const kind = type.toLowerCase();
    if (name === '' || name === 'missing')
        return `${type} does not exist`;
    const variables = variablesOf(world, name);
    return { __typename: type, id: idOf(kind, name), name, description: '', [`${kind}Variables`]: variables };
}
function variablesOf(world, name) {
    const yaml = readYaml(world.pipelines.get(name)?.yaml ?? '');
    const pipeline = isRecord(yaml) ? yaml['pipeline'] : undefined;
    const variables = isRecord(pipeline) && Array.isArray(pipeline['variables']) ? pipeline['variables'] : [];
    return variables.flatMap((variable) => {
        const input = isRecord(variable) ? placeholder(variable['value']) : undefined;
        if (!isRecord(variable) || !input)
            return [];
        const { fallback: defaultValue = null, allowed = null } = input;
        return [
            {
                __typename: 'Variable',
                name: variable['name'],
                type: 'Text',
                required: variable['required'] === true,
                defaultValue,
                allowedValues: allowed,
                allowMultipleValues: false,
                fixed: false,
            },
        ];
    });
}
function startExecution(call, input) {
    const { world, now } = call;
    const workflow = input['executionType'] === 'WORKFLOW';
    const pipeline = firstgen_nameOf(workflow ? 'workflow' : 'pipeline', input['entityId']);
    const app = firstgen_nameOf('application', input['applicationId']);
    if (app === '')
        return 'Application does not exist';
    if (pipeline === '')
        return `${workflow ? 'Workflow' : 'Pipeline'} does not exist`;
    if (pipeline === 'forbidden')
        return 'User is not authorized to execute it';
    const given = Array.isArray(input['variableInputs'])
        ? input['variableInputs'].map((each) => (isRecord(each) ? each['name'] : undefined))
        : [];
    const missing = variablesOf(world, pipeline).filter(({ name, required }) => required === true && !given.includes(name));
    if (missing.length > 0)
        return `Invalid request: Value for required variable ${wire_text(missing[0]?.['name'])} is not provided`;
    // FirstGen knows neither org nor project: the application and the kind of the entity stand in their places.
    const scope = { account: world.keys.account, org: app, project: workflow ? 'workflow' : 'pipeline' };
    const notes = wire_text(input['notes']);
    const execution = start(world, {
        scope,
        pipeline,
        play: playOf(world, pipeline),
        via: 'firstgen',
        startedAt: now,
        notes,
        inputs: JSON.stringify(input),
    });
    return {
        __typename: 'StartExecutionPayload',
        clientMutationId: input['clientMutationId'] ?? null,
        warningMessage: null,
        execution: executionAnswer(execution, now),
    };
}
const firstgen_STATUSES = {
    Success: 'SUCCESS',
    IgnoreFailed: 'SUCCESS',
    Suspended: 'SUCCESS',
    Skipped: 'SKIPPED',
    Failed: 'FAILED',
    AbortedByFreeze: 'FAILED',
    Errored: 'ERROR',
    Aborted: 'ABORTED',
    Expired: 'EXPIRED',
    ApprovalRejected: 'REJECTED',
    ApprovalWaiting: 'PAUSED',
    InterventionWaiting: 'PAUSED',
    InputWaiting: 'PAUSED',
    UploadWaiting: 'PAUSED',
    Paused: 'PAUSED',
    ResourceWaiting: 'WAITING',
    Running: 'RUNNING',
    Discontinuing: 'RUNNING',
    Queued: 'QUEUED',
    QueuedExecutionConcurrencyReached: 'QUEUED',
};
function executionAnswer(execution, now) {
    const { id, pipeline, scope, notes } = execution;
    const workflow = scope.project === 'workflow';
    const status = statusOf(execution, now);
    const entity = { id: idOf(scope.project, pipeline), name: pipeline };
    const startedAt = stamp(execution, 0);
    return {
        __typename: workflow ? 'WorkflowExecution' : 'PipelineExecution',
        id,
        status: firstgen_STATUSES[status] ?? status.toUpperCase(),
        createdAt: startedAt,
        startedAt,
        endedAt: isOver(execution, now) ? stamp(execution, execution.timeline.to) : null,
        notes,
        application: { __typename: 'Application', id: idOf('application', scope.org), name: scope.org },
        tags: [],
        ...(workflow
            ? { workflow: { __typename: 'Workflow', ...entity }, outcomes: { nodes: [] } }
            : { pipeline: { __typename: 'Pipeline', ...entity }, memberExecutions: { nodes: [] } }),
    };
}
/** The abort is a call of the old REST API. */
function firstgen_interrupt(call, id = '') {
    if (!call.principal)
        return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
    const execution = call.world.executions.find((each) => each.id === id && each.via === 'firstgen');
    if (!execution ||
        elapsed(execution, call.now) < 0 ||
        call.query.get('appId') !== idOf('application', execution.scope.org)) {
        return messages(400, 'INVALID_ARGUMENT', 'Invalid argument: No workflow execution exists');
    }
    if (jsonBody(call)['executionInterruptType'] !== 'ABORT_ALL')
        return messages(400, 'INVALID_REQUEST', 'Invalid request: executionInterruptType');
    execution.aborts += 1;
    if (isOver(execution, call.now))
        return messages(400, 'STATE_NOT_FOR_ABORT', 'Current state of the execution does not allow an abort');
    abort(execution, call.now, { name: 'Release Bot', email: 'release.bot@example.com' });
    return {
        status: 200,
        body: { metaData: {}, resource: { uuid: id, executionInterruptType: 'ABORT_ALL' }, responseMessages: [] },
    };
}
//# sourceMappingURL=firstgen.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/prepare.js





/** Throws what Harness answers for the pipelines that cannot be used. */
function refuse(call, pipeline) {
    const { org, project } = scopeOf(call);
    if (pipeline === 'missing')
        throw refusal(400, 'INVALID_REQUEST', `Pipeline with the given ID: ${pipeline} does not exist or has been deleted`);
    if (pipeline === 'draft')
        throw refusal(400, 'INVALID_REQUEST', `Cannot execute a Draft Pipeline with PipelineID: ${pipeline}, ProjectID ${project}`);
    if (pipeline === 'out-of-sync')
        throw refusal(400, 'INVALID_REQUEST', 'Some of the entities referenced in this pipeline have gone out of sync');
    if (pipeline !== 'forbidden')
        return;
    const who = `Principal of type ${call.principal ?? 'USER'} with identifier simulator`;
    throw refusal(403, 'NG_ACCESS_DENIED', `User not Authorized: ${who} : Missing permission core_pipeline_execute on pipeline with identifier ${pipeline} in ${org}/${project}`);
}
/** Merges what was given into a pipeline's runtime inputs. Throws Harness's refusal of the first value that is missing or not allowed. */
function prepare(world, id, given) {
    const { last, sets = [], stages = [] } = given;
    const pipeline = world.pipelines.get(id);
    const base = pipeline ? readYaml(pipeline.yaml) : undefined;
    if (stages.length > 0 && !allowsStages(base))
        throw refusal(400, 'INVALID_REQUEST', `Stage executions are not allowed for pipeline [${id}]`);
    const chosen = onlyStages(base, stages);
    const template = templateOf(chosen);
    if (sets.length > 0 && template === undefined) {
        throw refusal(400, 'INVALID_REQUEST', `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`);
    }
    if (!pipeline)
        return { play: scenario(id) ?? world.play, yaml: '', inputs: last };
    const givens = givensOf(pipeline, sets, last);
    const merged = settle(chosen, fill(chosen, givens));
    const inputs = template === undefined ? '' : writeYaml(fill(template, givens));
    const play = pipeline.plays === undefined ? ownPlay(merged) : (scenario(pipeline.plays) ?? world.play);
    return { play, yaml: writeYaml(merged), inputs };
}
/** Whether a pipeline lets single stages be run. */
function allowsStages(base) {
    return isRecord(base) && isRecord(base['pipeline']) && base['pipeline']['allowStageExecutions'] === true;
}
/** The YAML of input sets and of what comes after them, parsed, in the order of precedence. Sets that do not exist are left out, without a word. */
function givensOf(pipeline, sets, last) {
    const base = readYaml(pipeline.yaml);
    return [...sets.flatMap((id) => yamlsOf(pipeline, id)), last]
        .map(readYaml)
        .filter((given) => identifierOf(given) === identifierOf(base));
}
/** An input set of a pipeline, or undefined when there is none of that name. */
function inputSetOf(pipeline, id) {
    return pipeline?.inputSets && Object.hasOwn(pipeline.inputSets, id) ? pipeline.inputSets[id] : undefined;
}
function yamlsOf(pipeline, id) {
    const set = inputSetOf(pipeline, id);
    if (!set)
        return [];
    return 'yaml' in set ? [set.yaml] : set.overlay.flatMap((each) => yamlsOf(pipeline, each));
}
function identifierOf(yaml) {
    return isRecord(yaml) && isRecord(yaml['pipeline']) ? yaml['pipeline']['identifier'] : undefined;
}
/** The play of a pipeline's own stages and steps: each step takes half a second and succeeds. */
function ownPlay(merged) {
    const top = isRecord(merged) ? merged['pipeline'] : undefined;
    const stages = isRecord(top) && Array.isArray(top['stages']) ? top['stages'].flatMap((item) => block(item)) : [];
    return { about: 'the stages of its own YAML', stages };
}
function block(item) {
    if (!isRecord(item))
        return [];
    const { parallel, stage } = item;
    if (Array.isArray(parallel))
        return [{ parallel: parallel.flatMap((each) => (isRecord(each) ? stagePlay(each['stage']) : [])) }];
    return stagePlay(stage);
}
function stagePlay(stage) {
    if (!isRecord(stage))
        return [];
    const spec = isRecord(stage['spec']) ? stage['spec'] : {};
    const execution = isRecord(spec['execution']) ? spec['execution'] : {};
    const wanted = wire_text(stage['type']);
    const type = ['Deployment', 'CI', 'Approval'].find((each) => each === wanted) ?? 'Custom';
    return [
        {
            id: wire_text(stage['identifier']),
            name: wire_text(stage['name']) || wire_text(stage['identifier']),
            type,
            steps: stepPlays(execution['steps']),
        },
    ];
}
function stepPlays(steps) {
    if (!Array.isArray(steps))
        return [];
    return steps.flatMap((item) => {
        if (!isRecord(item))
            return [];
        if (isRecord(item['stepGroup']))
            return stepPlays(item['stepGroup']['steps']);
        const step = item['step'];
        if (!isRecord(step))
            return stepPlays(item['parallel']);
        const id = wire_text(step['identifier']);
        return [{ id, name: wire_text(step['name']) || id, type: wire_text(step['type']), ms: 500 }];
    });
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/input-sets.js






const SETS = '/pipeline/api/inputSets';
/** Templates, input sets and what can be known about the inputs of a past execution. */
const inputSetRoutes = [
    { kind: 'template', method: 'POST', path: new RegExp(`^${SETS}/template$`), handle: template },
    { kind: 'merge', method: 'POST', path: new RegExp(`^${SETS}/merge$`), handle: merge },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}$`), handle: input_sets_list },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/overlay/([^/]+)$`), handle: getOverlay },
    { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/([^/]+)$`), handle: get },
    {
        kind: 'stages-list',
        method: 'GET',
        path: /^\/pipeline\/api\/pipeline\/execute\/stagesExecutionList$/,
        handle: stagesList,
    },
    {
        kind: 'inputset-v2',
        method: 'GET',
        path: /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/inputsetV2$/,
        handle: inputsOfPast,
    },
];
function pipelineOf(call) {
    const id = call.query.get('pipelineIdentifier') ?? '';
    if (id === '')
        throw refusal(400, 'INVALID_REQUEST', 'pipelineIdentifier must not be null');
    refuse(call, id);
    return { id, pipeline: call.world.pipelines.get(id) };
}
/** The runtime inputs of a pipeline; without any, the YAML is left out. */
function template(call) {
    const { pipeline } = pipelineOf(call);
    const stages = strings(jsonBody(call)['stageIdentifiers']);
    const found = pipeline && templateOf(onlyStages(readYaml(pipeline.yaml), stages));
    const hasInputSets = Object.keys(pipeline?.inputSets ?? {}).length > 0;
    const yaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
    return success({ ...yaml, replacedExpressions: null, modules: ['cd', 'pms'], hasInputSets });
}
/** Sets merged in their order with the YAML on top. Sets that do not exist are skipped, outdated ones make it an error answer. */
function merge(call) {
    const { id, pipeline } = pipelineOf(call);
    const body = jsonBody(call);
    const sets = strings(body['inputSetReferences']);
    const stages = strings(body['stageIdentifiers']);
    const base = pipeline && onlyStages(readYaml(pipeline.yaml), stages);
    const found = templateOf(base);
    if (!pipeline || found === undefined) {
        throw refusal(400, 'INVALID_REQUEST', `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`);
    }
    const outdated = sets.filter((set) => isOutdated(pipeline, inputSetOf(pipeline, set)));
    if (outdated.length > 0) {
        const inputSetErrorWrapper = {
            errorPipelineYaml: null,
            uuidToErrorResponseMap: {},
            invalidInputSetReferences: outdated,
        };
        return success({ isErrorResponse: true, errorResponse: true, inputSetErrorWrapper });
    }
    const givens = givensOf(pipeline, sets, wire_text(body['lastYamlToMerge']));
    const complete = body['withMergedPipelineYaml'] === true ? { completePipelineYaml: writeYaml(fill(base, givens)) } : {};
    return success({
        pipelineYaml: writeYaml(fill(found, givens)),
        ...complete,
        isErrorResponse: false,
        errorResponse: false,
    });
}
/** Outdated is a set that gives what the pipeline does not ask for (any more), or an overlay of such a one. */
function isOutdated(pipeline, set) {
    if (!set)
        return false;
    if ('overlay' in set)
        return set.overlay.some((id) => isOutdated(pipeline, inputSetOf(pipeline, id)));
    return straysOf(pipeline, set.yaml).length > 0;
}
function straysOf(pipeline, yaml) {
    const [base, given] = [readYaml(pipeline.yaml), readYaml(yaml)];
    return isRecord(base) && isRecord(given) ? strays(base['pipeline'], given['pipeline']) : [];
}
function input_sets_list(call) {
    const { id, pipeline } = pipelineOf(call);
    const sets = Object.entries(pipeline?.inputSets ?? {});
    const pageIndex = Number(call.query.get('pageIndex') ?? 0);
    const pageSize = Number(call.query.get('pageSize') ?? 25);
    const content = sets.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize).map(([identifier, set]) => ({
        identifier,
        name: displayName(identifier),
        pipelineIdentifier: id,
        inputSetType: 'yaml' in set ? 'INPUT_SET' : 'OVERLAY_INPUT_SET',
        tags: {},
        createdAt: call.now,
        lastUpdatedAt: call.now,
        isOutdated: pipeline ? isOutdated(pipeline, set) : false,
        inputSetErrorDetails: null,
    }));
    const totalPages = Math.ceil(sets.length / pageSize);
    return success({
        totalPages,
        totalItems: sets.length,
        pageItemCount: content.length,
        pageSize,
        content,
        pageIndex,
        empty: content.length === 0,
    });
}
function noSet(id) {
    return refusal(404, 'ENTITY_NOT_FOUND', `InputSet with the given ID: ${id} does not exist or has been deleted`);
}
/** What every answer about a set has. */
function common(call, identifier, { id, pipeline }) {
    const { account, org, project } = scopeOf(call);
    const outdated = isOutdated(pipeline, inputSetOf(pipeline, identifier));
    const name = displayName(identifier);
    const where = { accountId: account, orgIdentifier: org, projectIdentifier: project, pipelineIdentifier: id };
    return {
        ...where,
        identifier,
        name,
        tags: {},
        isOutdated: outdated,
        outdated,
        isErrorResponse: false,
        errorResponse: false,
    };
}
function get(call, identifier = '') {
    const { id, pipeline } = pipelineOf(call);
    const set = inputSetOf(pipeline, identifier);
    if (!pipeline || !set || !('yaml' in set))
        throw noSet(identifier);
    const { org, project } = scopeOf(call);
    const given = readYaml(set.yaml);
    const part = isRecord(given) ? given['pipeline'] : undefined;
    const inputSet = {
        identifier,
        name: displayName(identifier),
        orgIdentifier: org,
        projectIdentifier: project,
        pipeline: part,
    };
    return success({ ...common(call, identifier, { id, pipeline }), inputSetYaml: writeYaml({ inputSet }) });
}
function getOverlay(call, identifier = '') {
    const { id, pipeline } = pipelineOf(call);
    const set = inputSetOf(pipeline, identifier);
    if (!pipeline || !set || !('overlay' in set))
        throw noSet(identifier);
    const { org, project } = scopeOf(call);
    const inputSetReferences = set.overlay;
    const where = { orgIdentifier: org, projectIdentifier: project, pipelineIdentifier: id };
    const overlayInputSet = { identifier, name: displayName(identifier), ...where, inputSetReferences };
    return success({
        ...common(call, identifier, { id, pipeline }),
        inputSetReferences,
        invalidInputSetReferences: {},
        overlayInputSetYaml: writeYaml({ overlayInputSet }),
    });
}
/** The stages that can be chosen; none where the pipeline does not allow it. */
function stagesList(call) {
    const { pipeline } = pipelineOf(call);
    const base = pipeline && readYaml(pipeline.yaml);
    const top = isRecord(base) ? base['pipeline'] : undefined;
    if (!allowsStages(base) || !isRecord(top))
        return success([]);
    const stages = items(top['stages'])
        .flatMap((item) => (isRecord(item) && 'parallel' in item ? items(item['parallel']) : [item]))
        .flatMap((item) => (isRecord(item) && isRecord(item['stage']) ? [item['stage']] : []));
    return success(stages.map((stage) => ({
        stageIdentifier: stage['identifier'],
        stageName: stage['name'],
        message: '',
        stagesRequired: [],
        toBeBlocked: false,
    })));
}
function inputsOfPast(call, id = '') {
    const execution = executionOf(call, id);
    const { inputs = '', yaml = '', pipeline, inputSets = [] } = execution;
    const source = call.world.pipelines.get(pipeline);
    const found = source && templateOf(readYaml(source.yaml));
    const inputSetTemplateYaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
    const inputSetDetails = inputSets.map((identifier) => ({ identifier, name: displayName(identifier) }));
    return success({
        inputSetYaml: inputs,
        ...inputSetTemplateYaml,
        resolvedYaml: yaml,
        expressionValues: [],
        inputSetDetails,
    });
}
//# sourceMappingURL=input-sets.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/logs.js



/** The log service. Under `/gateway` only; its errors are `{error_msg}`. */
const logRoutes = [
    { kind: 'log', method: 'GET', path: /^\/log-service\/blob$/, scope: 'accountID', gateway: true, handle: blob },
    {
        kind: 'log-stream',
        method: 'GET',
        path: /^\/log-service\/stream$/,
        scope: 'accountID',
        gateway: true,
        handle: stream,
    },
    {
        kind: 'log-download',
        method: 'POST',
        path: /^\/log-service\/blob\/download$/,
        scope: 'accountID',
        gateway: true,
        handle: download,
    },
    { kind: 'other', method: 'GET', path: /^\/storage\/logs\/[^/]+$/, scope: 'none', open: true, handle: archive },
];
function noLog(status, message) {
    return new Refusal(message, { status, body: { error_msg: message } });
}
function find(call) {
    const key = call.query.get('key') ?? '';
    for (const execution of call.world.executions) {
        const log = logFor(execution, key, call.now);
        if (log)
            return log;
    }
    return undefined;
}
/** One line as it is stored: JSON, the text with its colours and its line end. */
function line(out, pos, now) {
    const level = /error|✗/i.test(out) ? 'ERROR' : 'INFO';
    return JSON.stringify({ level, pos, out: `${out}\n`, time: new Date(now).toISOString(), args: null });
}
/** The stored log: absent while the step runs, and for a while after it where the play says so. */
function blob(call) {
    const log = find(call);
    if (!log?.stored)
        throw noLog(404, 'not found');
    return {
        status: 200,
        body: `${padding(log.padTo)}${log.lines.map((out, pos) => line(out, pos, call.now)).join('\n')}\n`,
        type: 'text/plain',
    };
}
function padding(bytes) {
    if (bytes === 0)
        return '';
    const filler = `${line('.'.repeat(900), 0, 0)}\n`;
    return filler.repeat(Math.ceil(bytes / filler.length));
}
/** The live log as server-sent events: what there is, then what comes, then the end. Nothing runs, nothing streams. */
function stream(call) {
    return { status: 200, body: '', stream: (response) => follow({ ...call }, response) };
}
const END = 'event: error\ndata: eof\n\n';
function follow(call, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    let sent = 0;
    const more = () => {
        const now = Date.now();
        const log = find({ ...call, now });
        for (const out of log?.lines.slice(sent) ?? [])
            response.write(`data: ${line(out, sent++, now)}\n\n`);
        if (log?.running)
            return;
        clearInterval(timer);
        response.end(END);
    };
    const timer = setInterval(more, 100).unref();
    response.once('close', () => clearInterval(timer));
    more();
}
/** Asked a second time the archive is ready. Its link is signed, which is why it wants no key. */
function download(call) {
    const prefix = call.query.get('prefix') ?? '';
    if (!/runSequence:\d|\w+\/pipeline\/\w+\/[1-9]\d*\//.test(prefix))
        throw noLog(400, `operation not permitted for prefix: ${prefix}`);
    const asked = (call.world.downloads.get(prefix) ?? 0) + 1;
    call.world.downloads.set(prefix, asked);
    const expires = new Date(call.now + 3_600_000).toISOString();
    if (asked === 1)
        return { status: 200, body: { link: '', status: 'queued', expires, message: '' } };
    return {
        status: 200,
        body: {
            link: `${call.world.url}/storage/logs/${newId()}.zip?signature=${newId()}`,
            status: 'success',
            expires,
            message: '',
        },
    };
}
/** Storage refuses a request that carries more than its signature. The archive is an empty one. */
function archive(call) {
    if (call.headers['x-api-key'] !== undefined)
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>', type: 'application/xml' };
    return { status: 200, body: Buffer.from('504b0506' + '00'.repeat(18), 'hex'), type: 'application/zip' };
}
//# sourceMappingURL=logs.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/start.js







const EXECUTE = '/pipeline/api/pipeline/execute';
/** The ways to start an execution anew. */
const startRoutes = [
    { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/inputSetList$`), handle: startWithInputSets },
    { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/stages$`), handle: startStages },
    { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)$`), handle: startWithYaml },
];
const BODY_TYPES = /^application\/(json|yaml|x-yaml)\b/;
/** The body is YAML; JSON is YAML too, but a wrapper around the YAML is not looked into. */
function startWithYaml(call, pipeline = '') {
    const type = call.headers['content-type'];
    if (type !== undefined && !BODY_TYPES.test(type)) {
        throw new Refusal(type, { status: 415, body: failureBody('INVALID_REQUEST', 'HTTP 415 Unsupported Media Type') });
    }
    return run(call, pipeline, { via: 'yaml', last: call.body });
}
/** `stageIdentifiers` in the body is not looked at here, as at Harness. */
function startWithInputSets(call, pipeline = '') {
    const body = jsonBody(call);
    return run(call, pipeline, {
        via: 'inputSetList',
        last: wire_text(body['lastYamlToMerge']),
        sets: strings(body['inputSetReferences']),
    });
}
function startStages(call, pipeline = '') {
    const body = jsonBody(call);
    const stages = strings(body['stageIdentifiers']);
    if (stages.length === 0)
        throw refusal(400, 'INVALID_REQUEST', 'stageIdentifiers must not be empty');
    return run(call, pipeline, { via: 'stages', last: wire_text(body['runtimeInputYaml']), stages });
}
function run(call, pipeline, { via, ...given }) {
    refuse(call, pipeline);
    const { world, query, now } = call;
    const notes = query.get('notesForPipelineExecution') ?? '';
    const branch = query.get('branch') ?? '';
    const { stages = [], sets: inputSets = [] } = given;
    const order = { ...prepare(world, pipeline, given), via, stages, inputSets, notes, branch };
    return started(start(world, { ...order, scope: scopeOf(call), pipeline, startedAt: now }), call);
}
/** The answer to a start: the plan execution with its status in the engine's spelling, and the verdict of policies. */
function started(execution, call) {
    const { scope, pipeline, runSequence, id, retryOf } = execution;
    const startTs = stamp(execution, 0);
    const governanceMetadata = governance(execution);
    const planExecution = {
        uuid: id,
        createdAt: startTs,
        planId: innerId(execution, 'plan'),
        setupAbstractions: { accountId: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project },
        validUntil: startTs + 15_552_000_000,
        status: engineSpelling(statusOf(execution, call.now)),
        startTs,
        endTs: null,
        metadata: {
            runSequence,
            triggerInfo: triggerInfo(execution),
            pipelineIdentifier: pipeline,
            executionUuid: (0,external_node_crypto_namespaceObject.randomUUID)(),
            principalInfo: { principal: 'simulator', principalType: call.principal ?? 'USER', shouldValidateRbac: true },
            moduleType: 'cd',
            retryInfo: retryOf
                ? { isRetry: true, parentRetryId: retryOf.id, rootExecutionId: rootOf(retryOf).id }
                : { isRetry: false },
            isNotificationConfigured: false,
        },
        governanceMetadata,
        lastUpdatedAt: startTs,
        version: 0,
        nextIteration: null,
        nodeType: 'PLAN',
        nodeId: innerId(execution, 'plan'),
    };
    const gitDetails = {
        objectId: null,
        branch: execution.branch || null,
        repoIdentifier: null,
        rootFolder: null,
        filePath: null,
        repoName: null,
    };
    return success({ planExecution, gitDetails });
}
function rootOf(execution) {
    return execution.retryOf ? rootOf(execution.retryOf) : execution;
}
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/retry.js









const retry_EXECUTE = '/pipeline/api/pipeline/execute';
const MONTH_MS = 30 * 86_400_000;
/** Continuing a failed execution from one of its stages, and what can be known about that before. */
const retryRoutes = [
    {
        kind: 'retry',
        method: 'POST',
        path: new RegExp(`^${retry_EXECUTE}/retry/([^/]+)$`),
        handle: (call, pipeline = '') => retry(call, pipeline, call.body),
    },
    { kind: 'retry', method: 'POST', path: new RegExp(`^${retry_EXECUTE}/retry/v2/([^/]+)$`), handle: retryV2 },
    { kind: 'retry-stages', method: 'GET', path: new RegExp(`^${retry_EXECUTE}/([^/]+)/retryStages$`), handle: retryStages },
    { kind: 'retry-history', method: 'GET', path: new RegExp(`^${retry_EXECUTE}/retryHistory/([^/]+)$`), handle: retryHistory },
    {
        kind: 'retry-history',
        method: 'GET',
        path: new RegExp(`^${retry_EXECUTE}/latestExecutionId/([^/]+)$`),
        handle: latestExecutionId,
    },
];
function retryV2(call, pipeline = '') {
    const body = jsonBody(call);
    return retry(call, pipeline, wire_text(body['runtimeInputYaml']));
}
/** Every reason that Harness has against a retry, in its order; then the stages before are kept and the others played again. */
function retry(call, pipeline, inputs) {
    refuse(call, pipeline);
    const { query, world, now } = call;
    const stages = query.getAll('retryStages').filter((stage) => stage !== '');
    if (stages.length === 0)
        throw refusal(400, 'INVALID_REQUEST', 'You need to select the stage to retry!!');
    const old = executionOf(call, query.get('planExecutionId') ?? '');
    const reason = objection(old, pipeline, now);
    if (reason)
        throw refusal(400, 'INVALID_REQUEST', reason);
    const first = old.timeline.blocks.findIndex((block) => stages.some((stage) => holds(block, stage)));
    if (first < 0 || stages.some((stage) => !old.timeline.blocks.some((block) => holds(block, stage)))) {
        throw refusal(400, 'INVALID_REQUEST', 'Adding, deleting or changing the name of the stage identifier is not allowed for retrying');
    }
    const all = query.get('runAllStages') !== 'false';
    const play = again(old, first, all ? undefined : stages);
    const notes = query.get('notesForPipelineExecution') ?? '';
    const { yaml } = prepare(world, pipeline, { last: inputs });
    const execution = start(world, {
        scope: scopeOf(call),
        pipeline,
        play,
        via: 'retry',
        startedAt: now,
        notes,
        inputs,
        yaml,
        retryOf: old,
    });
    old.retriedBy = execution;
    return started(execution, call);
}
function objection(old, pipeline, now) {
    if (old.pipeline !== pipeline)
        return `Execution ${old.id} does not belong to pipeline ${pipeline}`;
    if (now - old.startedAt > MONTH_MS)
        return 'Execution is more than 30 days old. Cannot retry';
    if (old.retriedBy)
        return 'This execution is not the latest of all retried execution. You can only retry the latest execution.';
    if (!isOver(old, now))
        return 'The execution still runs. Only a failed execution can be retried';
    return canRetry(old, now)
        ? undefined
        : `Only a failed execution can be retried, this one ended ${statusOf(old, now)}`;
}
function holds(block, stage) {
    return block.id === stage || block.stages.some(({ play }) => play.id === stage);
}
/** The old play with everything before a block done at once, and what follows healed unless it is incurable. */
function again(old, first, only) {
    const { about, incurable, simplifiedKeys, outcomesAsArray } = old.play;
    const heal = incurable ? (stage) => stage : healed;
    const stages = old.play.stages.map((block, index) => {
        if (index < first)
            return inEach(block, done);
        if (index > first || !only || ('matrix' in block && only.includes(block.matrix.id)))
            return inEach(block, heal);
        return inEach(block, (stage) => (only.includes(stage.id) ? heal(stage) : done(stage)));
    });
    return { about, stages, incurable, simplifiedKeys, outcomesAsArray };
}
function inEach(block, change) {
    if ('parallel' in block)
        return { parallel: block.parallel.map(change) };
    if (!('matrix' in block))
        return change(block);
    const { matrix, legs } = block;
    return {
        matrix,
        legs: legs.map(({ value, stage }, index) => ({ value, stage: change({ ...stage, id: `${matrix.id}_${index}` }) })),
    };
}
/** A stage that was played before: it takes no time. */
function done(stage) {
    return { ...healed(stage), child: undefined, steps: healed(stage).steps.map((step) => ({ ...step, ms: 0 })) };
}
/** A stage in which nothing fails. */
function healed(stage) {
    const steps = stage.steps.map((step) => isPositive(step.ends ?? 'Success') ? step : { ...step, ends: undefined, failure: undefined });
    if (!stage.child)
        return { ...stage, steps };
    const { pipeline, play } = stage.child;
    const child = { pipeline, play: { ...play, stages: play.stages.map((block) => inEach(block, healed)) } };
    return { ...stage, steps, child };
}
/** The stages up to the one that failed, in groups that run together. */
function retryStages(call, id = '') {
    const execution = executionOf(call, id);
    const { timeline } = execution;
    const at = elapsed(execution, call.now);
    const reason = objection(execution, execution.pipeline, call.now);
    if (reason)
        return success({ isResumable: false, resumable: false, errorMessage: reason, groups: [] });
    const last = timeline.blocks.findIndex((block) => !isPositive(blockStatus(timeline, block, at)));
    const groups = timeline.blocks.slice(0, last + 1).map((block, index) => {
        const parts = block.kind === 'matrix'
            ? [{ identifier: block.id, name: block.name, status: blockStatus(timeline, block, at) }]
            : block.stages.map((each) => ({
                identifier: each.play.id,
                name: each.play.name,
                status: stageStatus(timeline, each, at),
            }));
        const [stage] = block.stages;
        const more = {
            parentId: stage ? stageSetupId(execution, stage) : '',
            createdAt: stamp(execution, block.from),
            nextId: `group_${index + 1}`,
        };
        return { info: parts.map((part) => ({ ...part, ...more })) };
    });
    return success({ isResumable: true, resumable: true, errorMessage: null, groups });
}
/** The newest first. */
function retry_history(execution) {
    let newest = execution;
    while (newest.retriedBy)
        newest = newest.retriedBy;
    const all = [];
    for (let each = newest; each; each = each.retryOf)
        all.push(each);
    return all;
}
function retryHistory(call, id = '') {
    const all = retry_history(executionOf(call, id));
    const executionInfos = all.map((each) => {
        const endTs = isOver(each, call.now) ? { endTs: stamp(each, each.timeline.to) } : {};
        return {
            uuid: each.id,
            startTs: stamp(each, 0),
            ...endTs,
            status: statusOf(each, call.now),
            runSequence: each.runSequence,
        };
    });
    if (all.length < 2)
        return success({ errorMessage: `${displayName(executionOf(call, id).pipeline)} was not retried` });
    return success({ executionInfos, latestExecutionId: all[0]?.id });
}
function latestExecutionId(call, id = '') {
    return success({ latestExecutionId: retry_history(executionOf(call, id))[0]?.id });
}
//# sourceMappingURL=retry.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/webhooks.js





const CUSTOM = '/pipeline/api/webhook/custom';
const PROCESSING_MS = 2_000;
const LATE_MS = 30_000;
/** Custom webhook triggers in their three forms, and what became of an event. None of them wants a key. */
const webhookRoutes = [
    { kind: 'webhook', method: 'POST', path: new RegExp(`^${CUSTOM}/v2$`), scope: 'none', open: true, handle: postV2 },
    {
        kind: 'webhook',
        method: 'POST',
        path: new RegExp(`^${CUSTOM}/([^/]+)/v3$`),
        scope: 'none',
        open: true,
        handle: postV3,
    },
    {
        kind: 'webhook',
        method: 'POST',
        path: new RegExp(`^${CUSTOM}$`),
        scope: 'none',
        open: true,
        handle: (call) => success(receive(call).id),
    },
    {
        kind: 'event',
        method: 'GET',
        path: /^\/pipeline\/api\/webhook\/triggerExecutionDetails\/([^/]+)$/,
        scope: 'none',
        open: true,
        handle: details,
    },
    {
        kind: 'event',
        method: 'GET',
        path: /^\/pipeline\/api\/webhook\/triggerProcessingDetails$/,
        scope: 'none',
        open: true,
        handle: processing,
    },
];
/** Trigger identifiers that do something of their own; every processing status in capitals is one too, any other trigger starts its pipeline. */
const webhookTriggers = {
    twice: 'starts two executions from one event',
    late: 'is processed after 30 s',
    never: 'is never processed',
    mandated: 'needs an API key',
    disabled: 'is disabled',
    'v3-only': 'refuses the older URL without a token',
    EXCEPTION_WHILE_PROCESSING: 'ends with that processing status and starts nothing, as every other status in capitals does',
};
function postV3(call, token = '') {
    if (token === 'wrong')
        throw refusal(400, 'INVALID_REQUEST', `No custom trigger found for the used custom webhook token: ${token}`);
    return links(call, receive(call));
}
function postV2(call) {
    if (call.query.get('triggerIdentifier') === 'v3-only') {
        throw refusal(400, 'INVALID_REQUEST', 'This webhook url is no longer supported for newly created custom webhook triggers');
    }
    return links(call, receive(call));
}
function links({ world, query }, { id, pipeline, org, project }) {
    const account = query.get('accountIdentifier') ?? '';
    const ui = `${world.url}/ng/#/account/${account}/cd/orgs/${org}/projects/${project}`;
    return success({
        eventCorrelationId: id,
        apiUrl: `${world.url}/gateway/pipeline/api/webhook/triggerExecutionDetails/${id}?accountIdentifier=${account}`,
        uiUrl: `${ui}/deployments?pipelineIdentifier=${pipeline}&page=0`,
        uiSetupUrl: `${ui}/pipelines/${pipeline}/pipeline-studio/`,
    });
}
/** Queues an event. Its executions begin when it is processed, and cannot be seen before. */
function receive(call) {
    const { world, query, now, body } = call;
    const { account, org, project } = scopeOf(call);
    const pipeline = query.get('pipelineIdentifier') ?? '';
    const trigger = query.get('triggerIdentifier') ?? 'custom';
    if (!account || !org || !project)
        throw refusal(400, 'INVALID_REQUEST', 'accountIdentifier, orgIdentifier and projectIdentifier must not be null');
    if (trigger === 'mandated' && !call.principal) {
        throw refusal(400, 'INVALID_REQUEST', `Authorization is mandatory for custom triggers in ${account}:${org}:${project}. Please add X-Api-Key header in the request`);
    }
    if (trigger === 'disabled') {
        throw refusal(400, 'INVALID_REQUEST', `No enabled custom trigger found for Account:${account}, Org: ${org}, Project: ${project}, Pipeline: ${pipeline}, Trigger: ${trigger}`);
    }
    const afterMs = (trigger === 'never' ? Infinity : trigger === 'late' ? LATE_MS : PROCESSING_MS) / world.speed;
    const event = { id: newId(), at: now, trigger, pipeline, payload: body, org, project, afterMs };
    const startsSome = finalStatus(trigger) === 'TARGET_EXECUTION_REQUESTED' && afterMs < Infinity;
    const scope = { account, org, project };
    const executions = Array.from({ length: startsSome ? (trigger === 'twice' ? 2 : 1) : 0 }, () => start(world, {
        ...prepare(world, pipeline, { last: '' }),
        scope,
        pipeline,
        via: 'webhook',
        startedAt: now + afterMs,
        trigger: { identifier: trigger, event: event.id },
    }));
    const received = { ...event, executions };
    world.events.set(event.id, received);
    return received;
}
function finalStatus(trigger) {
    return /^[A-Z]+(_[A-Z]+)+$/.test(trigger) ? trigger : 'TARGET_EXECUTION_REQUESTED';
}
/** The event, once it has been processed; before, and for one that does not exist, the same refusal. */
function eventOf(call, id) {
    const event = call.world.events.get(id);
    if (event && call.now - event.at >= event.afterMs)
        return event;
    throw refusal(400, 'INVALID_REQUEST', `Trigger event history doesn't exist for event with eventId ${id}`);
}
function processingDetails({ world }, event) {
    const status = finalStatus(event.trigger);
    const [execution] = event.executions;
    const started = status === 'TARGET_EXECUTION_REQUESTED';
    return {
        eventFound: true,
        eventId: event.id,
        accountIdentifier: world.keys.account,
        orgIdentifier: event.org,
        projectIdentifier: event.project,
        triggerIdentifier: event.trigger,
        pipelineIdentifier: event.pipeline,
        ...(execution ? { pipelineExecutionId: execution.id, runtimeInput: execution.inputs ?? '' } : {}),
        exceptionOccured: status.startsWith('EXCEPTION'),
        status,
        message: started ? 'Target pipeline was requested to be executed' : `The trigger ${event.trigger} started nothing`,
        payload: event.payload,
        eventCreatedAt: event.at,
        warningMsg: null,
    };
}
/** The event with one of its executions, whichever number it started. */
function details(call, id = '') {
    const event = eventOf(call, id);
    const [execution] = event.executions;
    const executionDetails = execution && elapsed(execution, call.now) >= 0 ? { pipelineExecutionSummary: summary(execution, call.now) } : null;
    return success({ webhookProcessingDetails: processingDetails(call, event), executionDetails });
}
function processing(call) {
    return success(processingDetails(call, eventOf(call, call.query.get('eventId') ?? '')));
}
//# sourceMappingURL=webhooks.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/tokens.js


/** Keys in Harness's own form: `pat.<22 characters>.<24>.<20>`. The same secret gives the same keys. */
function keysOf(secret = (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('hex')) {
    const hash = (name, encoding) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(`${name}:${secret}`).digest(encoding);
    const account = hash('account', 'base64url').slice(0, 22);
    const key = (kind) => `${kind}.${account}.${hash(`${kind} id`, 'hex').slice(0, 24)}.${hash(kind, 'hex').slice(0, 20)}`;
    return { account, apiKey: key('pat'), sat: key('sat') };
}
/** A key in the old form, which has no account in it. */
function tokens_short(key) {
    return key.replace(/^(\w+)\.[^.]+/, '$1');
}
/** Whose key it is; the old form without the account is a key too. Undefined for every other text. */
function principalOf(key, keys) {
    if (key === keys.apiKey || key === tokens_short(keys.apiKey))
        return 'USER';
    if (key === keys.sat || key === tokens_short(keys.sat))
        return 'SERVICE_ACCOUNT';
    return undefined;
}
/** Validation of a token, and who a token is. */
const tokenRoutes = [
    {
        kind: 'validate',
        method: 'POST',
        path: /^\/ng\/api\/token\/validate$/,
        scope: 'account',
        open: true,
        handle: validate,
    },
    { kind: 'other', method: 'GET', path: /^\/ng\/api\/user\/currentUser$/, scope: 'none', handle: currentUser },
];
function validate(call) {
    const { keys } = call.world;
    const principal = principalOf(call.body.trim(), keys);
    if (!principal)
        throw refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
    const person = { email: 'release.bot@example.com', username: 'Release Bot', encodedPassword: null };
    return success({
        identifier: 'simulator',
        name: 'simulator',
        validFrom: call.now - 86_400_000,
        validTo: call.now + 30 * 86_400_000,
        valid: true,
        accountIdentifier: keys.account,
        apiKeyIdentifier: 'simulator',
        parentIdentifier: 'simulator',
        apiKeyType: principal,
        ...(principal === 'USER' ? person : {}),
    });
}
function currentUser(call) {
    if (call.principal !== 'USER')
        throw refusal(400, 'INVALID_REQUEST', "Current user can be accessed only by 'USER' principal type");
    const { keys } = call.world;
    return success({
        uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
        name: 'Release Bot',
        email: 'release.bot@example.com',
        defaultAccountIdentifier: keys.account,
    });
}
//# sourceMappingURL=tokens.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/routes.js










/** In this order: the first that fits answers. */
const ROUTES = [
    ...tokenRoutes,
    ...executionRoutes,
    ...retryRoutes,
    ...startRoutes,
    ...inputSetRoutes,
    ...approvalRoutes,
    ...logRoutes,
    ...webhookRoutes,
    ...firstgenRoutes,
];
/** Finds the endpoint of a request. */
function route(call) {
    for (const each of ROUTES) {
        const match = each.method === call.method && (!each.gateway || call.gateway) ? each.path.exec(call.path) : null;
        if (!match)
            continue;
        const kind = typeof each.kind === 'function' ? each.kind(call) : each.kind;
        return { kind, route: each, params: match.slice(1).map(decode) };
    }
    return { kind: 'other', route: undefined, params: [] };
}
function decode(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part;
    }
}
/** Does what a request asks, after its key and its scope were checked. What Harness would refuse is answered as it does. */
function routes_act({ route: found, params }, call) {
    try {
        if (!found)
            throw nothingThere(call);
        checkKey(found, call);
        checkScope(found, call);
        return found.handle(call, ...params);
    }
    catch (error) {
        if (error instanceof Refusal)
            return error.answer;
        return { status: 500, body: errorBody('UNKNOWN_ERROR', `The simulator itself failed: ${String(error)}`) };
    }
}
/** An unknown path is 400 at Harness, not 404; a known one with another method is 405. */
function nothingThere(call) {
    const known = ROUTES.some((each) => (!each.gateway || call.gateway) && each.path.test(call.path));
    const [status, code, message] = known
        ? [405, 'INVALID_REQUEST', 'HTTP 405 Method Not Allowed']
        : [400, 'RESOURCE_NOT_FOUND_EXCEPTION', 'HTTP 404 Not Found'];
    return new Refusal(message, { status, body: failureBody(code, message) });
}
function checkKey(found, call) {
    if (found.open)
        return;
    if (!call.principal)
        throw found.gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
}
function noLogs() {
    const message = 'apikey in request not authorized for receiving tokens';
    return new Refusal(message, { status: 403, body: { error_msg: message } });
}
const SCOPES = {
    project: ['accountIdentifier', 'orgIdentifier', 'projectIdentifier'],
    account: ['accountIdentifier'],
    accountID: ['accountID'],
    accountId: ['accountId'],
    none: [],
};
/** Missing scope parameters are a bad request; another account than the key's is one that the key does not fit. */
function checkScope({ scope = 'project', gateway }, call) {
    const missing = SCOPES[scope].filter((name) => !call.query.get(name));
    if (missing.length > 0) {
        const message = missing.map((name) => `query param ${name} must not be null`).join('; ');
        throw new Refusal(message, { status: 400, body: failureBody('INVALID_REQUEST', message, missing) });
    }
    const named = SCOPES[scope].length > 0 ? call.query.get(SCOPES[scope][0] ?? '') : null;
    if (named !== null && named !== call.world.keys.account)
        throw gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
}
//# sourceMappingURL=routes.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/server.js




/** A server that answers as the house says, not listening yet. */
function serverOf(house) {
    const server = (0,external_node_http_namespaceObject.createServer)({ keepAliveTimeout: 60_000, requestTimeout: 0 });
    const gate = gateOf(server);
    server.on('request', (request, response) => {
        house.seen();
        void serve(house, gate, { request, response }).catch(() => response.destroy());
    });
    return gate;
}
function gateOf(server) {
    let port = 0;
    let reopening;
    const listen = (wanted) => new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(wanted, '127.0.0.1', () => {
            server.off('error', fail);
            const address = server.address();
            port = typeof address === 'object' && address ? address.port : 0;
            done();
        });
    });
    const reopen = () => {
        // Somebody else may have taken the port meanwhile, and may give it back.
        listen(port).catch(() => (reopening = setTimeout(reopen, 50)));
    };
    return {
        open: listen,
        port: () => port,
        refuse: (forMs) => {
            clearTimeout(reopening);
            if (server.listening)
                server.close();
            server.closeIdleConnections();
            // Not unref'd: while it refuses, this timer alone keeps a simulator of its own process alive.
            reopening = setTimeout(reopen, forMs);
        },
        close: async () => {
            clearTimeout(reopening);
            const closed = server.listening ? new Promise((done) => server.close(() => done())) : undefined;
            server.closeAllConnections();
            await closed;
        },
    };
}
const OVER_LIMIT = { on: 'any', do: { kind: 'too-many' } };
async function serve(house, gate, { request, response }) {
    const call = await readCall(house, request);
    const routed = route(call);
    const record = recordOf(call, routed, Date.now() - house.born);
    house.requests.push(record);
    const fault = isOverLimit(house, call) ? OVER_LIMIT : house.faults.next(record);
    record.acted = !fault || actsBefore(fault);
    const truth = record.acted ? routes_act(routed, call) : NOTHING_DONE;
    const answer = fault ? distort(fault.do, truth) : truth;
    if (!fault || isAnswered(fault.do))
        record.status = answer.status;
    if (fault?.do.kind === 'refuse')
        gate.refuse(fault.do.forMs);
    await (fault ? misbehave(fault.do, answer, response) : send(response, answer));
}
async function readCall({ world }, request) {
    const url = new URL(request.url ?? '/', world.url);
    const chunks = [];
    for await (const chunk of request)
        if (Buffer.isBuffer(chunk))
            chunks.push(chunk);
    const gateway = url.pathname.startsWith('/gateway/');
    const key = request.headers['x-api-key'];
    return {
        world,
        method: request.method ?? 'GET',
        path: gateway ? url.pathname.slice('/gateway'.length) : url.pathname,
        gateway,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        now: Date.now(),
        principal: principalOf(typeof key === 'string' ? key : '', world.keys),
    };
}
function recordOf(call, { kind }, at) {
    const query = {};
    for (const name of call.query.keys()) {
        const values = call.query.getAll(name);
        query[name] = values.length === 1 ? (values[0] ?? '') : values;
    }
    const { method, path, headers, body } = call;
    return {
        kind,
        method,
        path: call.gateway ? `/gateway${path}` : path,
        query,
        headers,
        body,
        at,
        acted: false,
        status: undefined,
    };
}
function isOverLimit({ requests, born, limit }, call) {
    if (limit === Infinity)
        return false;
    const since = Date.now() - born - 60_000;
    const key = call.headers['x-api-key'];
    return requests.filter(({ at, headers }) => at >= since && headers['x-api-key'] === key).length > limit;
}
//# sourceMappingURL=server.js.map
;// CONCATENATED MODULE: ./lib/src/simulator/simulator.js









/** Starts a simulator on 127.0.0.1. Throws when the port is taken or the scenario is unknown. */
async function startSimulator(options = {}) {
    const world = worldOf(options);
    const { keys } = world;
    const faults = noFaults();
    const requests = [];
    const idle = idleTimer(options.idleMs, async () => {
        await server.close();
        options.onIdle?.();
    });
    const limit = options.requestsPerMinute ?? Infinity;
    const server = serverOf({ world, faults, requests, limit, born: Date.now(), seen: idle.again });
    await server.open(options.port ?? 0);
    world.url = `http://127.0.0.1:${server.port()}`;
    return {
        url: world.url,
        apiKey: keys.apiKey,
        sat: keys.sat,
        account: keys.account,
        requests,
        get executions() {
            return world.executions.filter((each) => elapsed(each, Date.now()) >= 0).map(view);
        },
        fault: faults.add,
        refuse: server.refuse,
        past: ({ pipeline, agoMs, org = 'default', project = 'shop', notes = '' }) => {
            const scope = { account: keys.account, org, project };
            const order = { scope, pipeline, notes, play: playOf(world, pipeline), startedAt: Date.now() - agoMs };
            return view(start(world, { ...order, via: 'past' }));
        },
        close: () => {
            idle.stop();
            return server.close();
        },
    };
}
function worldOf({ scenario: name = 'green', secret, speed = 1, pipelines }) {
    const play = scenario(name);
    if (!play)
        throw new Error(`The simulator has no scenario '${name}'.`);
    const all = new Map(Object.entries({ ...PIPELINES, ...pipelines }));
    return {
        keys: keysOf(secret),
        url: '',
        speed,
        play,
        executions: [],
        pipelines: all,
        events: new Map(),
        downloads: new Map(),
    };
}
function idleTimer(idleMs, close) {
    if (idleMs === undefined)
        return { again: () => undefined, stop: () => undefined };
    const timer = setTimeout(() => void close(), idleMs).unref();
    return { again: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
function view(execution) {
    const { id, pipeline, via, startedAt, branch = '', inputs = '', yaml = '', stages = [] } = execution;
    return {
        id,
        pipeline,
        via,
        startedAt,
        branch,
        inputs,
        yaml,
        stages,
        get notes() {
            return execution.notes;
        },
        get status() {
            return statusOf(execution, Date.now());
        },
        get aborts() {
            return execution.aborts;
        },
        retryOf: execution.retryOf?.id,
        parent: execution.parent?.execution.id,
    };
}
//# sourceMappingURL=simulator.js.map
;// CONCATENATED MODULE: ./lib/src/doors/simulate.js
/** The process that the simulator runs in: no step of its own, started by `simulator` with a scenario and a port. */


/** ms without a request after which it ends itself: where no runner ends what a step left behind, nobody else would. */
const IDLE = 30 * 60_000;
/** Starts the simulator and tells who started it where it is, or why it is not. The process lives as long as it listens. */
async function simulate() {
    const [scenario = '', port = '0'] = process.argv.slice(2);
    let message;
    try {
        const { url, apiKey } = await startSimulator({ scenario, port: Number(port), idleMs: IDLE });
        message = { url, apiKey };
    }
    catch (error) {
        message = { problem: shape_text(at(error, 'message')) ?? String(error) };
    }
    process.send?.(message);
}
//# sourceMappingURL=simulate.js.map
var __webpack_exports__simulate = __webpack_exports__.J;
export { __webpack_exports__simulate as simulate };
