/** Where a form that keeps itself says so. The form has `data-keep` with the path that keeps its fields. */
export interface KeepNoteProps {
  /** "Saved %{time}" */
  readonly saved: string;
  readonly failed: string;
}

export const KeepNote = ({ saved, failed }: KeepNoteProps) => (
  <p class="ct-kept" data-keep-note="" data-keep-saved={saved} data-keep-failed={failed}></p>
);
