// From names of files and folders to the files to be read, in a fixed order and constant memory.
#ifndef DECHAFF_IO_WALK_H_
#define DECHAFF_IO_WALK_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dechaff/status.h"
#include "io/fd.h"

namespace dechaff::io {

// One file to read, or one thing that cannot be: then `status` says why.
struct Input {
  std::string path;   // "-" = standard input
  bool named = true;  // given by the user; false = found in a folder
  Status status;
};

// A hash of the input's name and, if it is a regular file, of its size and when it was last changed; goes on
// behind the hash `before`.
uint64_t IdentityOf(const Input& input, uint64_t before);

// Walks folders depth first, the entries of each in the order of their bytes; symbolic links inside
// folders are passed over unless asked for, and then never round in circles. Holds the names of one
// folder a level. Not recursive. Used by one thread at a time.
class Walker {
 public:
  struct Options {
    bool follow_links = false;
    std::optional<FileIdentity> skip;  // a folder to pass over: where the output goes; it is no input
  };
  // Gives the next name of the user's; false at the end. May block.
  using Names = std::function<bool(std::string* name)>;

  Walker(Names names, Options options) : names_(std::move(names)), options_(options) {}

  // Nothing at the end.
  std::optional<Input> Next();

 private:
  // The entries of one folder: for each a type (DT_*) and a name, packed into one string.
  struct Folder {
    std::string path;
    FileIdentity identity;
    std::string packed;
    std::vector<size_t> entries;  // offsets into `packed`, in order
    size_t next = 0;
  };

  std::optional<Input> NextOfFolder();
  std::optional<Input> Enter(std::string path, bool named);
  Status List(Folder* folder, bool named);

  Names names_;
  Options options_;
  std::vector<Folder> folders_;
  bool standard_input_seen_ = false;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_WALK_H_
