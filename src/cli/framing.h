// How the texts of many documents stand in one output.
#ifndef DECHAFF_CLI_FRAMING_H_
#define DECHAFF_CLI_FRAMING_H_

#include <string>
#include <string_view>

#include "cli/settings.h"
#include "io/output.h"

namespace dechaff::cli {

// In text form all texts are joined by the separator and a line end stands after the last, unless
// there is nothing at all; or each is ended by NUL. Records of the other forms bring their ends themselves.
// Where the output is compressed, so is what stands between texts. Used by one thread at a time; the output
// must outlive it.
class Framing {
 public:
  // `begun`: the output has documents already.
  Framing(const Settings& settings, io::Output* output, bool begun = false);

  // A piece of the current document. All are false after an error of the output.
  bool Write(std::string_view bytes);
  // Ends a document that has its place in the output, even if it is empty.
  bool EndDocument();
  // Ends a document that has none, unless something of it was written.
  bool DropDocument() { return !begun_ || EndDocument(); }
  // Ends the output and flushes it. What comes after is another output.
  bool Finish();

  bool in_document() const { return begun_; }
  // Whether a document has begun in this output.
  bool has_documents() const { return !first_; }

 private:
  bool Begin();

  std::string between_;
  std::string after_each_;
  std::string after_all_;
  io::Output* output_;
  bool begun_ = false;  // something stands for the current document
  bool first_;          // no document before it
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_FRAMING_H_
