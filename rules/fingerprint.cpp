// The hash by which postings name a program: over its files as formatted, its lists and what it keeps sealed.
//
// Hashed are the canonical bytes of engine/codec.hpp: the number of files, then path and text of each; the number of
// lists, then name, kind, texts and parents of each; the personal fields.
#include "dsl/tree.hpp"
#include "engine/chain.hpp"
#include "engine/codec.hpp"
#include "rules/compile.hpp"

namespace setia::rules {
namespace {

void write_texts(const std::vector<std::string>& texts, engine::Writer& writer) {
  writer.number(texts.size());
  for (const std::string& text : texts) writer.text(text);
}

void write_list(const FolderList& list, engine::Writer& writer) {
  writer.text(list.name);
  writer.text(list.kind);
  write_texts(list.texts, writer);
  writer.number(list.parents.size());
  for (const auto& [child, parent] : list.parents) {
    writer.text(child);
    writer.text(parent);
  }
}

}  // namespace

engine::Hash fingerprint(const ProgramText& text) {
  engine::Bytes bytes;
  engine::Writer writer(bytes);
  writer.number(text.sources.size());
  for (const dsl::Source& source : text.sources) {
    writer.text(source.name());
    writer.text(dsl::format(source));
  }
  writer.number(text.lists.size());
  for (const FolderList& list : text.lists) write_list(list, writer);
  write_texts(text.personal, writer);
  return engine::Hasher{}.of(bytes);
}

}  // namespace setia::rules
