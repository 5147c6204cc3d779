#include "contract/xiaoman/taxaudit.hpp"

#include <set>

#include "schema/writer.hpp"
#include "service/parties.hpp"
#include "service/xiaoman/methods.hpp"

namespace ebbtide::service::xiaoman_taxaudit {
namespace {

namespace wire = contract::xiaoman_taxaudit;

std::string ContentOf(const wire::Report& report) {
  std::string json;
  schema::WriteJson(schema::kType<wire::Report>, &report, schema::JsonLists::kPlain, json);
  return json;
}

/// One sentence for each order line of the report that is not the customer's.
std::vector<std::string> ForeignLines(const wire::Report& report, refund::PartyId customer,
                                      const Context& context) {
  std::set<std::string> numbers;
  if (report.order_item_no) numbers.insert(*report.order_item_no);
  for (const auto& item : report.refund_order_item_list) {
    if (item.order_item_no) numbers.insert(*item.order_item_no);
  }
  std::vector<std::string> sentences;
  for (const auto& number : numbers) {
    if (context.store.refunds().FindXiaomanLine(customer, number)) continue;
    sentences.push_back("order line " + number + " does not exist or is not customer " +
                        report.ali_cgs + "'s");
  }
  return sentences;
}

/// What is wrong with the report, each thing in a sentence; nothing once it is kept.
struct Wrong {
  std::string code;
  std::vector<std::string> sentences;
};

Wrong Keep(const wire::Report& report, const Context& context) {
  const auto customer =
      BoundParty(refund::PartyKind::kCustomer, report.ali_cgs, "ali_cgs", context);
  if (!customer) return {customer.error().sub_code, {customer.error().sub_msg}};

  auto& audits = context.store.tax_audits();
  const store::TaxAudit audit{.customer = customer->id,
                              .okki_refund_id = report.okki_refund_id,
                              .action = report.action,
                              .content = ContentOf(report),
                              .created = context.now};
  if (const auto known = audits.Find(audit.customer, audit.okki_refund_id, audit.action)) {
    if (known->content == audit.content) return {};
    return {"isv.invalid-parameter:okki_refund_id",
            {"action " + report.action + " of refund " + report.okki_refund_id +
             " was reported before with other content; what was reported first stays"}};
  }
  if (auto foreign = ForeignLines(report, customer->id, context); !foreign.empty()) {
    return {"isv.order-not-exist:order_item_no", std::move(foreign)};
  }
  audits.Insert(audit);
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  auto wrong = Keep(request.ali_xiao_man_refund_dto, context);
  wire::Response response;
  auto& result = response.result;
  result.success = wrong.sentences.empty();
  if (result.success) return response;
  result.error_code = result.error_info_code = wrong.code;
  result.error_msg = result.error_desc = wrong.sentences.front();
  result.error_msg_list = std::move(wrong.sentences);
  return response;
}

}  // namespace ebbtide::service::xiaoman_taxaudit
