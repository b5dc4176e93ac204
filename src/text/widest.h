// Loops that compilers make into vectors, in the widest ones that the machine has.
#ifndef DECHAFF_TEXT_WIDEST_H_
#define DECHAFF_TEXT_WIDEST_H_

// Of what is to be compiled again for wider vectors: all that RunWidest's work calls for its loops.
#define DECHAFF_INLINE __attribute__((always_inline))

namespace dechaff::text {

#if defined(__x86_64__)
template <typename Work>
__attribute__((target("avx2"))) void RunWithAvx2(const Work& work) {
  work();
}
#endif

// Runs `work`, a lambda that is DECHAFF_INLINE. What it computes is the same on all machines.
template <typename Work>
void RunWidest(const Work& work) {
#if defined(__x86_64__)
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  if (has_avx2) return RunWithAvx2(work);
#endif
  work();
}

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_WIDEST_H_
