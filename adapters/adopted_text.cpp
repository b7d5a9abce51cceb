#include "adapters/adopted_text.hpp"

#include "dsl/tree.hpp"
#include "engine/codec.hpp"

namespace setia::adapters {
namespace {

void write_texts(const std::vector<std::string>& texts, engine::Writer& writer) {
  writer.number(texts.size());
  for (const std::string& text : texts) writer.text(text);
}

void write_list(const rules::FolderList& list, engine::Writer& writer) {
  writer.text(list.name);
  writer.text(list.kind);
  write_texts(list.texts, writer);
  writer.number(list.parents.size());
  for (const auto& [child, parent] : list.parents) {
    writer.text(child);
    writer.text(parent);
  }
}

std::vector<std::string> read_texts(engine::Reader& reader) {
  std::vector<std::string> texts;
  for (std::size_t left = reader.count(1); left > 0 && reader.ok(); --left) texts.emplace_back(reader.text());
  return texts;
}

rules::FolderList read_list(engine::Reader& reader) {
  rules::FolderList list;
  list.name = reader.text();
  list.kind = reader.text();
  list.texts = read_texts(reader);
  for (std::size_t left = reader.count(2); left > 0 && reader.ok(); --left) {
    std::string child(reader.text());
    list.parents.emplace(std::move(child), reader.text());
  }
  return list;
}

}  // namespace

std::string adopted_text(const rules::ProgramText& text) {
  engine::Bytes bytes;
  engine::Writer writer(bytes);
  writer.number(text.sources.size());
  for (const dsl::Source& source : text.sources) {
    writer.text(source.name());
    writer.text(dsl::format(source));
  }
  writer.number(text.lists.size());
  for (const rules::FolderList& list : text.lists) write_list(list, writer);
  write_texts(text.personal, writer);
  return {bytes.begin(), bytes.end()};
}

engine::Result<rules::ProgramText> read_adopted_text(std::string_view text) {
  engine::Reader reader({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  rules::ProgramText program;
  for (std::size_t left = reader.count(2); left > 0 && reader.ok(); --left) {
    std::string name(reader.text());
    program.sources.emplace_back(std::move(name), std::string(reader.text()));
  }
  for (std::size_t left = reader.count(4); left > 0 && reader.ok(); --left) program.lists.push_back(read_list(reader));
  program.personal = read_texts(reader);
  const engine::Status done = reader.finish("the text of an adopted program");
  if (!done) return done.failure();
  return program;
}

}  // namespace setia::adapters
