// Used by the build: reads the files of rules/phrases and writes the source file of their table.
//   phrase_compiler ROOT FILE... > builtin_phrases.cpp     (FILEs are relative to ROOT)
#include <cstdio>
#include <fstream>
#include <iterator>

#include "judge/phrase_parser.h"

namespace {

void WriteArray(const char* name, const std::vector<uint64_t>& words) {
  std::printf("constexpr uint64_t %s[] = {", name);
  for (size_t i = 0; i < words.size(); ++i) {
    std::printf("%s0x%llx,", i % 6 == 0 ? "\n" : "", static_cast<unsigned long long>(words[i]));
  }
  std::printf("};\n");
}

}  // namespace

int main(int argc, char** argv) {
  dechaff::judge::PhraseParser parser;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(std::string(argv[1]) + "/" + argv[i], std::ios::binary);
    const dechaff::rules::File file{argv[i], std::string(std::istreambuf_iterator<char>(in), {})};
    dechaff::Status status = parser.Parse(file);
    if (status.ok() && file.text.empty()) status = dechaff::Status::Io(file.name + ": cannot be read");
    if (!status.ok()) return std::fprintf(stderr, "%s\n", status.message().c_str()), 1;
  }
  std::printf("// Written by phrase_compiler from rules/phrases.\n#include \"judge/phrase_table.h\"\n\n");
  std::printf("namespace dechaff::judge {\nnamespace {\n\n");
  WriteArray("kSlots", parser.slots());
  WriteArray("kFilter", parser.filter());
  std::printf("\n}  // namespace\n\nconstinit const PhraseTable kBuiltinPhrases(kSlots, kFilter);\n\n");
  std::printf("}  // namespace dechaff::judge\n");
  return std::fflush(stdout) == 0 ? 0 : 1;
}
