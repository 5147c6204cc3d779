#include "store/sql/messages_sql.hpp"

#include "store/sql/list_query.hpp"
#include "store/sql/prepared.hpp"

namespace ebbtide::store::sql {
namespace {

struct SelectMessage {
  static constexpr const char* kSql =
      "SELECT message_id, refund_id, created_ms, author, author_id, author_nick, type, content "
      "FROM refund_message WHERE message_id = :message_id";
  std::int64_t message_id = 0;
  Message message;
  std::string author;
  void Bind(Binder& binder) {
    binder
        .Out(message.id, message.refund.value, message.created.unix_ms, author,
             message.author_id.value, message.author_nick, message.type, message.content)
        .In(message_id);
  }
};

struct SelectMessagePictures {
  static constexpr const char* kSql =
      "SELECT digest, caption FROM message_picture WHERE message_id = :message_id "
      "ORDER BY position";
  std::int64_t message_id = 0;
  MessagePicture picture;
  void Bind(Binder& binder) { binder.Out(picture.digest, picture.caption).In(message_id); }
};

struct InsertMessageRow {
  static constexpr const char* kSql =
      "INSERT INTO refund_message (message_id, refund_id, created_ms, author, author_id, "
      "author_nick, type, content) VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8)";
  Message message;
  std::string author;
  void Bind(Binder& binder) {
    binder.In(message.id, message.refund.value, message.created.unix_ms, author,
              message.author_id.value, message.author_nick, message.type, message.content);
  }
};

struct InsertMessagePicture {
  static constexpr const char* kSql =
      "INSERT INTO message_picture (message_id, position, digest, caption) "
      "VALUES (:message_id, :position, :digest, :caption)";
  std::int64_t message_id = 0, position = 0;
  MessagePicture picture;
  void Bind(Binder& binder) { binder.In(message_id, position, picture.digest, picture.caption); }
};

struct SelectUpload {
  static constexpr const char* kSql =
      "SELECT 1 FROM refund_upload WHERE refund_id = :refund_id AND digest = :digest";
  std::int64_t refund_id = 0, found = 0;
  std::string digest;
  void Bind(Binder& binder) { binder.Out(found).In(refund_id, digest); }
};

struct InsertUpload {
  static constexpr const char* kSql =
      "INSERT INTO refund_upload (refund_id, digest, created_ms) "
      "VALUES (:refund_id, :digest, :created_ms)";
  std::int64_t refund_id = 0, created_ms = 0;
  std::string digest;
  void Bind(Binder& binder) { binder.In(refund_id, digest, created_ms); }
};

class SqlMessages final : public Messages {
 public:
  explicit SqlMessages(soci::session& session)
      : session_(session),
        select_(session),
        select_pictures_(session),
        insert_(session),
        insert_picture_(session),
        select_upload_(session),
        insert_upload_(session) {}

  Listed<Message> Of(refund::RefundId refund, const Page& page) override {
    ListQuery query("FROM refund_message");
    const auto ids =
        query.Where("refund_id = ?", refund.value).Run(session_, "message_id", "created_ms", page);
    Listed<Message> listed{.rows = {}, .has_next = ids.has_next, .total = ids.total};
    for (const auto id : ids.rows) listed.rows.push_back(Read(id));
    return listed;
  }

  bool IsUploaded(refund::RefundId refund, std::string_view digest) override {
    select_upload_->refund_id = refund.value;
    select_upload_->digest = digest;
    return select_upload_.One();
  }

  void Insert(const Message& message) override {
    insert_->message = message;
    insert_->author = refund::ToText(message.author);
    ChangeOne(insert_);
    std::int64_t position = 0;
    for (const auto& picture : message.pictures) {
      insert_picture_->message_id = message.id;
      insert_picture_->position = position++;
      insert_picture_->picture = picture;
      ChangeOne(insert_picture_);
    }
  }

  void PutUpload(refund::RefundId refund, std::string_view digest, Timestamp now) override {
    if (IsUploaded(refund, digest)) return;
    insert_upload_->refund_id = refund.value;
    insert_upload_->digest = digest;
    insert_upload_->created_ms = now.unix_ms;
    ChangeOne(insert_upload_);
  }

 private:
  Message Read(std::int64_t id) {
    select_->message_id = id;
    select_.One();
    Message message = select_->message;
    message.author = refund::ParseActor(select_->author);
    select_pictures_->message_id = id;
    select_pictures_.Each([&] { message.pictures.push_back(select_pictures_->picture); });
    return message;
  }

  soci::session& session_;
  Prepared<SelectMessage> select_;
  Prepared<SelectMessagePictures> select_pictures_;
  Prepared<InsertMessageRow> insert_;
  Prepared<InsertMessagePicture> insert_picture_;
  Prepared<SelectUpload> select_upload_;
  Prepared<InsertUpload> insert_upload_;
};

#define EBBTIDE_ITEM_COLUMNS                                                                     \
  "item_id, sku_id, seller_id, epp_item_id, title, sku_title, outer_id, outer_sku_id, pic_url, " \
  "price_fen, post_fee_fen"

struct ItemRow {
  OfferedItem offered;
  auto Members() {
    auto& item = offered.item;
    return std::tie(item.item_id, item.sku_id, offered.seller.value, item.epp_item_id, item.title,
                    item.sku_title, item.outer_id, item.outer_sku_id, item.pic_url,
                    item.price.value, item.post_fee.value);
  }
};

struct SelectItem {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_ITEM_COLUMNS " FROM item WHERE item_id = :item_id AND sku_id = :sku_id";
  std::int64_t item_id = 0, sku_id = 0;
  ItemRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(item_id, sku_id);
  }
};

struct SelectEppItem {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_ITEM_COLUMNS
      " FROM item WHERE epp_item_id = :epp_item_id AND sku_id = :sku_id ORDER BY item_id LIMIT 1";
  std::string epp_item_id;
  std::int64_t sku_id = 0;
  ItemRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(epp_item_id, sku_id);
  }
};

struct SelectItemSeller {
  static constexpr const char* kSql =
      "SELECT seller_id FROM item WHERE item_id = :item_id ORDER BY sku_id LIMIT 1";
  std::int64_t item_id = 0;
  refund::PartyId seller;
  void Bind(Binder& binder) { binder.Out(seller.value).In(item_id); }
};

struct SelectEppItemId {
  static constexpr const char* kSql =
      "SELECT item_id FROM item WHERE epp_item_id = :epp_item_id ORDER BY item_id LIMIT 1";
  std::string epp_item_id;
  std::int64_t item_id = 0;
  void Bind(Binder& binder) { binder.Out(item_id).In(epp_item_id); }
};

struct InsertItem {
  static constexpr const char* kSql =
      "INSERT INTO item (" EBBTIDE_ITEM_COLUMNS
      ") VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11)";
  ItemRow row;
  void Bind(Binder& binder) { binder.InRow(row); }
};

struct UpdateItem {
  static constexpr const char* kSql =
      "UPDATE item SET epp_item_id = :v1, title = :v2, sku_title = :v3, outer_id = :v4, "
      "outer_sku_id = :v5, pic_url = :v6, price_fen = :v7, post_fee_fen = :v8 "
      "WHERE item_id = :item_id AND sku_id = :sku_id";
  refund::Item item;
  void Bind(Binder& binder) {
    binder.In(item.epp_item_id, item.title, item.sku_title, item.outer_id, item.outer_sku_id,
              item.pic_url, item.price.value, item.post_fee.value, item.item_id, item.sku_id);
  }
};

class SqlItems final : public Items {
 public:
  explicit SqlItems(soci::session& session)
      : select_(session),
        select_epp_(session),
        select_seller_(session),
        select_epp_id_(session),
        insert_(session),
        update_(session) {}

  std::optional<OfferedItem> Find(std::int64_t item_id, std::int64_t sku_id) override {
    select_->item_id = item_id;
    select_->sku_id = sku_id;
    if (!select_.One()) return std::nullopt;
    return select_->row.offered;
  }

  std::optional<OfferedItem> FindEpp(std::string_view epp_item_id, std::int64_t sku_id) override {
    select_epp_->epp_item_id = epp_item_id;
    select_epp_->sku_id = sku_id;
    if (!select_epp_.One()) return std::nullopt;
    return select_epp_->row.offered;
  }

  std::optional<refund::PartyId> SellerOf(std::int64_t item_id) override {
    select_seller_->item_id = item_id;
    if (!select_seller_.One()) return std::nullopt;
    return select_seller_->seller;
  }

  std::optional<std::int64_t> IdOfEpp(std::string_view epp_item_id) override {
    select_epp_id_->epp_item_id = epp_item_id;
    if (!select_epp_id_.One()) return std::nullopt;
    return select_epp_id_->item_id;
  }

  void Insert(const refund::Item& item, refund::PartyId seller) override {
    insert_->row.offered = {item, seller};
    ChangeOne(insert_);
  }

  void Update(const refund::Item& item) override {
    update_->item = item;
    ChangeOne(update_);
  }

 private:
  Prepared<SelectItem> select_;
  Prepared<SelectEppItem> select_epp_;
  Prepared<SelectItemSeller> select_seller_;
  Prepared<SelectEppItemId> select_epp_id_;
  Prepared<InsertItem> insert_;
  Prepared<UpdateItem> update_;
};

struct SelectTaxAudit {
  static constexpr const char* kSql =
      "SELECT content, created_ms FROM tax_audit WHERE customer_id = :customer_id "
      "AND okki_refund_id = :okki_refund_id AND action = :action";
  TaxAudit audit;
  void Bind(Binder& binder) {
    binder.Out(audit.content, audit.created.unix_ms)
        .In(audit.customer.value, audit.okki_refund_id, audit.action);
  }
};

struct InsertTaxAudit {
  static constexpr const char* kSql =
      "INSERT INTO tax_audit (customer_id, okki_refund_id, action, content, created_ms) "
      "VALUES (:v1, :v2, :v3, :v4, :v5)";
  TaxAudit audit;
  void Bind(Binder& binder) {
    binder.In(audit.customer.value, audit.okki_refund_id, audit.action, audit.content,
              audit.created.unix_ms);
  }
};

class SqlTaxAudits final : public TaxAudits {
 public:
  explicit SqlTaxAudits(soci::session& session) : select_(session), insert_(session) {}

  std::optional<TaxAudit> Find(refund::PartyId customer, std::string_view okki_refund_id,
                               std::string_view action) override {
    select_->audit.customer = customer;
    select_->audit.okki_refund_id = okki_refund_id;
    select_->audit.action = action;
    if (!select_.One()) return std::nullopt;
    return select_->audit;
  }

  void Insert(const TaxAudit& audit) override {
    insert_->audit = audit;
    ChangeOne(insert_);
  }

 private:
  Prepared<SelectTaxAudit> select_;
  Prepared<InsertTaxAudit> insert_;
};

}  // namespace

std::unique_ptr<Messages> MakeMessages(soci::session& session) {
  return std::make_unique<SqlMessages>(session);
}
std::unique_ptr<Items> MakeItems(soci::session& session) {
  return std::make_unique<SqlItems>(session);
}
std::unique_ptr<TaxAudits> MakeTaxAudits(soci::session& session) {
  return std::make_unique<SqlTaxAudits>(session);
}

}  // namespace ebbtide::store::sql
