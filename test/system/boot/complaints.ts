/** What no component may say about a flag, a feature gate or a file that we rendered. */
const COMPLAINTS = [
  /unknown (flag|shorthand|field|feature gate)/i,
  /unrecognized (feature gate|flag)/i,
  /flag provided but not defined/i,
  /flag needs an argument/i,
  /invalid argument/i,
  /invalid (configuration|value)/i,
  /has been deprecated/i,
  /\bis deprecated\b/i,
  /deprecated flag/i,
  /will be removed in a future/i,
  /Setting (GA|deprecated) feature gate/i,
  /strict decoding error/i,
  /conflicts? with/i,
  /is not recommended/i,
];

/** Complaints that are about something else, each with the reason why it is none of ours. */
const NOT_OURS: { readonly line: RegExp; readonly reason: string }[] = [
  {
    line: /Running http and grpc server on single port/,
    reason: 'etcd says so whenever --listen-client-http-urls is not given; kubeadm does not give it either',
  },
  {
    line: /unable to sync kubernetes service/,
    reason: 'apiservers that start at the same time all create this Service; those that come too late say so and go on',
  },
  {
    line: /range_allocator\.go.*may specify no more than one CIDR for each IP family/,
    reason: 'a controller manager that looks at an outdated Node gives it a second pod range, is refused, and tries again with the new Node',
  },
  {
    line: /Server rejected event.*cgroup v1/,
    reason:
      "the kubelet repeats its event on the cgroups of this machine when the first apiserver has no namespaces yet; the event itself is the machine's",
  },
];

/** The lines of a log that say that something rendered is wrong or on its way out. */
export function complaintsIn(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => COMPLAINTS.some((complaint) => complaint.test(line)))
    .filter((line) => !NOT_OURS.some((known) => known.line.test(line)));
}
