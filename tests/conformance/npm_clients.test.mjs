import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ebbtide } from '../e2e/lib/ebbtide.mjs';
import { content, modes, openTopClient, openTopSdk, piped, plainly } from './lib/npm_clients.mjs';
import {
  accessOfCall, actor, client, counted, demo, kGet, kRefund, refund, sdk, seller, serveDemo,
} from './lib/npm_demo.mjs';

/** npm's topsdk and node-taobao-topclient in every mode that they have, against the demo's data. */

serveDemo(`through ${Object.keys(modes).length} modes of 2 npm clients`);

const kLong = ['262724256404290504', '262724256404290505'];
const kAsked = { refund_id: '83477', fields: 'refund_id,status,reason,refund_fee' };

/** What is known of the demo: `[who, method, params, what is taken of the answer, what it is]`. */
const kKnown = [
  ['seller:hz0799', kGet, kAsked, content, kRefund],
  [
    'seller:hz0799', 'taobao.refund.status.get', { query_param: '{"biz_order_id":2231884277}' },
    (a) => a.result_package.result_list.query_refund_status_response,
    [{ refund_id: 83477, tid: 2231884277, oid: 2231884277, modified: '2000-01-01 00:00:00',
      status: 'SUCCESS' }],
  ],
  [ // numbers and a boolean as JavaScript has them, Chinese in what is asked, an empty parameter
    'seller:hz0799', 'taobao.refunds.receive.get',
    { fields: 'refund_id', start_modified: '2024-02-20 00:00:00',
      end_modified: '2024-02-21 00:00:00', page_no: 1, page_size: 2, use_has_next: true, type: '',
      remark: '张三 +&=%20' },
    content,
    { has_next: true, refunds: { refund: [{ refund_id: '85004' }, { refund_id: '85003' }] } },
  ],
  [ // no session; a list of objects that have lists, one of them empty
    'customer:4053738002', 'alibaba.crm.refund.xiaoman.refund.info.batchquery',
    { global_id: '4053738002', item_list: 'P2506309029254759_1,P2506309029254759_2' },
    (a) => a.result.object.okki_all_refund_by_order_item_dto.map((one) => [
      one.ali_order_product_id,
      one.refund_list.okki_all_refund_by_order_item_item_dto?.map((each) => each.refund_apply_no),
    ]),
    [
      ['P2506309029254759_1', ['T2511272403420750', 'T2512011000000751']],
      ['P2506309029254759_2', undefined],
    ],
  ],
  [
    'distributor:125007', 'taobao.epp.refund.get',
    { refund_order_detail_request:
      '{"refund_order_id":"ER262724256404290474","out_order_id":"sr_haoka_test_001"}' },
    ({ result: { success, data } }) => [
      success, data.refund_order_id, data.return_contact.contact_name,
      data.refund_reason.proof_picture_list.refund_proof_picture_d_t_o,
    ],
    [true, '262724256404290474', '张三', [{ pict_url: 'http://img.example/proof-0.jpg' }]],
  ],
  [ // a list of numbers
    'seller:TESTW', 'alibaba.wdk.order.refund.get', { refund_ids: '[132222,132306]' },
    (a) => a.result.orders.order_sync_refund_dto.map((r) => [r.refund_order_id, r.refund_amount]),
    [[132222, 1500], [132306, 2000]],
  ],
];

for (const [name, mode] of Object.entries(modes)) {
  test(`${name}: reads what is known of the demo`, async () => {
    for (const [who, method, params, taken, known] of kKnown) {
      const answer = await counted(mode.open(actor(who))(method, { ...params }));
      assert.deepEqual(taken(answer), known, method);
    }
    const staff = mode.open(actor('platform:staff'));
    const { payouts } = await counted(staff('ebbtide.payouts.get', { page_size: 10 }));
    const ids = payouts.payout.slice(-2).map((one) => one.refund_id);
    assert.deepEqual(ids, mode.read === JSON.parse ? kLong.map(Number) : kLong);
  });
}

/** Moves by one call what another call needs as it stands; or works once. */
const kOnce = new Set(['taobao.top.auth.token.create', 'taobao.top.auth.token.refresh']);

test('every method says the same in every mode as without a client', async () => {
  const withoutFiles = demo.made.calls.filter((call) => !kOnce.has(call.method) && !call.files);
  for (const call of withoutFiles) {
    const access = accessOfCall(call);
    await plainly(access, call.method, call.params); // what it changes has changed
    const said = await plainly(access, call.method, call.params);
    assert.doesNotMatch(said, /error_response|"(success|succ|is_success)":false/, call.method);
    for (const [name, mode] of Object.entries(modes)) {
      const answer = await counted(mode.open(access)(call.method, { ...call.params }));
      const [known] = Object.values(mode.read(said));
      const plain = JSON.parse(JSON.stringify(content(answer)));
      assert.deepEqual(plain, content(known), `${call.method} through ${name}`);
    }
  }
});

/** What both clients make of an error: `[what, change of the parameters, code, msg, sub_code]`. */
const kRefusals = [
  ['no session', { session: '' }, 26, 'Missing session'],
  ["nobody's session", { session: 'nobody' }, 27, 'Invalid session', 'invalid-sessionkey'],
  ['md5 sent as hmac', { sign_method: 'hmac' }, 25, 'Invalid signature'], // neither can
  ['md5 sent as hmac-sha256', { sign_method: 'hmac-sha256' }, 25, 'Invalid signature'],
  ['version 1.0', { v: '1.0' }, 34, 'Unsupported version'],
  ['no version', { v: '' }, 32, 'Missing version'],
  ['no timestamp', { timestamp: '' }, 30, 'Missing timestamp'],
  ['an old timestamp', { timestamp: '2016-01-01 12:00:00' }, 31, 'Invalid timestamp'],
  ['a Date', { timestamp: '"2026-01-01T00:00:00.000Z"' }, 31, 'Invalid timestamp'],
  ['a parameter too few', { refund_id: '' }, 40, 'Missing required arguments:refund_id',
    'isv.missing-parameter:refund_id'],
  ['text for a number', { refund_id: '8x' }, 41, 'Invalid arguments:refund_id',
    'isv.invalid-parameter:refund_id'],
  ["somebody else's refund", { refund_id: '1' }, 50, 'Remote service error',
    'isv.refund-not-exist:refund_id'],
];
const kElsewise = [
  ['a wrong secret', kGet, { secret: 'wrong' }, 25, 'Invalid signature'],
  ['an unknown app', kGet, { appKey: '1' }, 29, 'Invalid app Key',
    'isv.appkey-not-exists'],
  ['an unknown method', 'taobao.no.such.method', {}, 22, 'Invalid method'],
  ['no method', '', {}, 21, 'Missing method'],
];

/** `[name, call, whether the client says sub_msg only with a sub_code]`. */
const bare = (access) => openTopSdk(access, { useValidators: false });
const kAsking = [
  ['topsdk', (access, m, p) => bare(access).execute(m, p), false],
  ['topsdk, GET', (access, m, p) => bare(access).execute(m, p, 'GET'), false],
  ['topsdk, FILE_UPLOAD', (access, m, p) => bare(access).execute(m, p, 'file_upload'), false],
  ['topclient', (access, m, p) => openTopClient(access).execute(m, p), true],
  ['topclient, GET', (access, m, p) => openTopClient(access).execute(m, p, 'GET'), true],
];

for (const [name, ask, bothOrNone] of kAsking) {
  test(`${name}: tells of each error`, async () => {
    const all = [
      ...kRefusals.map(([what, change, ...rest]) => [what, kGet, {}, change, ...rest]),
      ...kElsewise.map(([what, method, access, ...rest]) => [what, method, access, {}, ...rest]),
    ];
    for (const [what, method, access, change, code, msg, subCode] of all) {
      const error = await counted(ask({ ...seller(), ...access }, method, refund(change))).then(
        () => assert.fail(`${what} was answered`),
        (caught) => caught,
      );
      const document = typeof error.data === 'string' ? JSON.parse(error.data) : error.data;
      const { sub_msg: subMsg, ...said } = content(document.error_response);
      assert.deepEqual(said, { code, msg, ...(subCode && { sub_code: subCode }) }, what);
      assert.equal(Boolean(subMsg), code !== 25, `${what}: what to do`);
      const more = subMsg && (subCode || !bothOrNone) ? `; ${subCode}: ${subMsg}` : '';
      const { code: readCode, sub_code: readSubCode, message } = error;
      assert.deepEqual(
        [error.name, readCode, readSubCode, message],
        ['TOPClientError', code, subCode, `${msg}, code ${code}${more}`],
      );
    }
  });
}

const kXml = new RegExp(
  '^<\\?xml version="1.0" encoding="utf-8" \\?><refund_get_response>' +
    '<refund><reason>不想要了</reason><refund_fee>200.07</refund_fee>' +
    '<refund_id>83477</refund_id><status>SUCCESS</status></refund>' +
    '<request_id>[0-9a-z]{12}</request_id></refund_get_response><!--top-[a-z.-]+-->$',
);

test('XML goes through as text where a client lets it', async () => {
  for (const type of ['get', 'post', 'file_upload']) {
    const asked = refund({ format: 'xml' });
    assert.match(await counted(piped(sdk().execute(kGet, asked, type), String)), kXml);
    const error = await counted(sdk().execute(kGet, asked, type)).catch((caught) => caught);
    assert.equal(error.name, 'SyntaxError'); // it reads JSON alone
    assert.match(error.data, kXml);
    assert.equal(await counted(sdk({ rawResponse: true }).execute(kGet, asked, type)), null);
  }
  for (const type of ['get', 'post']) {
    const asked = refund({ format: 'xml', method: kGet });
    assert.match(await counted(client().request({ ...asked }, type)), kXml);
    assert.equal(await counted(client().execute(kGet, { ...asked }, type)), null);
  }
  const unknown = await counted(client().request(refund({ format: 'yaml', method: kGet })));
  assert.match(unknown, /<error_response><code>23<\/code><msg>Invalid format<\/msg>/);
});

test('simplified answers have no root, so only raw answers show them', async () => {
  const asked = { refund_phase: 'onsale', refund_id: 84006, fields: 'reason_id' };
  const of = (simplify) => ({ ...asked, session: seller().session, simplify });
  const method = 'taobao.refund.refusereason.get';
  const reason = [101, 102, 103, 104, 105, 106].map((id) => ({ reason_id: id }));
  const known = { reasons: reason, total_results: 6, has_next: false };
  const raw = sdk({ rawResponse: true });
  for (const simplify of [true, 'true']) {
    assert.deepEqual(content(await counted(raw.execute(method, of(simplify)))), known);
    assert.deepEqual(content(await counted(client().request({ ...of(simplify), method }))), known);
    assert.equal(await counted(sdk().execute(method, of(simplify))), undefined);
    assert.equal(await counted(client().execute(method, of(simplify))), null);
  }
  const asWere = await counted(raw.execute(method, of('True')));
  assert.deepEqual(asWere.refund_refusereason_get_response.reasons, { reason });
  const refused = await counted(raw.execute(kGet, { ...of(true), session: 'x' }));
  assert.equal(refused.error_response.code, 27);
});

test('what is left behind is sound', async () => {
  const { code, stdout } = await ebbtide('verify', '--data', demo.data);
  assert.equal(code, 0, stdout);
});
